/** Where the page is, in its address: `#/<vendor>/patients?page=2`. */

/**
 * @typedef {{ vendor: string, section: string, query: Record<string, string> }} Route
 */

/** @returns {Route} */
export function route() {
	const [path = '', search = ''] = location.hash.replace(/^#\/?/, '').split('?');
	const [vendor = '', section = ''] = path.split('/').map(decoded);
	return { vendor, section, query: Object.fromEntries(new URLSearchParams(search)) };
}

/** @param {string} text */
function decoded(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return '';
	}
}

/**
 * @param {string} [vendor]
 * @param {string} [section]
 * @param {Record<string, string | number | undefined>} [query]
 */
export function address(vendor = '', section = '', query = {}) {
	const given = Object.entries(query).flatMap(([name, value]) => {
		return value === undefined || value === '' ? [] : [[name, String(value)]];
	});
	const search = new URLSearchParams(given).toString();
	return `#/${[vendor, section].filter(Boolean).join('/')}${search ? `?${search}` : ''}`;
}

/**
 * Changes the query in the address, without a new entry in the history.
 *
 * @param {Record<string, string | number | undefined>} changes
 */
export function setQuery(changes) {
	const { vendor, section, query } = route();
	history.replaceState(null, '', address(vendor, section, { ...query, ...changes }));
}

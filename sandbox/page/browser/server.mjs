/** Calls the sandbox's control API, which also serves this page. */

/**
 * @typedef {import('../live.mts').Summary} Summary
 * @typedef {import('../live.mts').Versions} Versions
 * @typedef {import('../routes.mts').Catalogue} Catalogue
 * @typedef {Catalogue['vendors'][number]} Vendor
 * @typedef {import('../../types.mts').VendorName} VendorName
 */

/**
 * @param {string} path
 * @param {RequestInit} [init]
 */
async function call(path, init) {
	const response = await fetch(path, init);
	const answer = await response.json();
	if (!response.ok) throw new Error(answer.error ?? `The sandbox answered with ${response.status}`);
	return answer;
}

/**
 * @param {string} path
 * @param {Record<string, string | number | undefined>} [query]
 * @throws {Error} with the sandbox's message
 */
export function get(path, query = {}) {
	const given = Object.entries(query).flatMap(([name, value]) =>
		value === undefined ? [] : [[name, String(value)]],
	);
	const search = new URLSearchParams(given).toString();
	return call(search ? `${path}?${search}` : path);
}

/**
 * @param {string} path
 * @param {object} [body]
 * @throws {Error} with the sandbox's message
 */
export function post(path, body = {}) {
	return call(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
}

/**
 * Listens for changes until the page is closed; the browser connects again by itself.
 *
 * @param {{ onSummary: (summary: Summary) => void, onState: (state: 'live' | 'lost') => void }} listeners
 */
export function watch({ onSummary, onState }) {
	const source = new EventSource('/events');
	source.addEventListener('open', () => onState('live'));
	source.addEventListener('error', () => onState('lost'));
	source.addEventListener('message', ({ data }) => onSummary(JSON.parse(data)));
	// A page that was left keeps no connection to the sandbox.
	window.addEventListener('pagehide', () => source.close());
	window.addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
}

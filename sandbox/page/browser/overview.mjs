import { h, keyed } from './dom.mjs';
import { count, counted, httpStatus, time } from './format.mjs';
import { titleOf } from './requests.mjs';
import { address } from './route.mjs';
import { get } from './server.mjs';

/**
 * @typedef {import('./server.mjs').Vendor} Vendor
 * @typedef {import('./server.mjs').Summary} Summary
 * @typedef {import('./requests.mjs').Request} Request
 */

const LATEST = 6;

/** @param {Vendor} vendor */
export function logo({ name }) {
	const picture = h('picture', {});
	picture.append(
		h('source', { srcset: `/icons/${name}.dark.svg`, media: '(prefers-color-scheme: dark)' }),
		h('img', { src: `/icons/${name}.svg`, alt: '', width: 24, height: 24 }),
	);
	return picture;
}

/** @param {Vendor} vendor */
function cardOf(vendor) {
	const { name, title, url, views, events } = vendor;
	const shown = views.filter(({ kind }) => ['patients', 'cases', 'appointments', 'documents'].includes(kind));
	const kinds = [...shown, ...(events ? [{ kind: 'webhooks', title: 'Webhooks' }] : [])];
	const counts = kinds.map((view) => {
		const number = h('span', { className: 'number' }, '–');
		const link = h('a', { href: address(name, view.kind) }, number, ' ', h('span', {}, view.title));
		return { kind: view.kind, number, item: h('li', {}, link) };
	});
	const faults = h('a', { href: address(name, 'faults'), className: 'tag', 'data-tone': 'wait', hidden: true });
	const none = h('p', { className: 'empty' }, 'No requests yet.');
	const list = h('ul', { className: 'latest' });
	const update = keyed(list, (/** @type {Request} */ request) => {
		const answer = httpStatus(request.status);
		return h('li', {}, h('span', {}, titleOf(request)), h('span', { className: 'when' }, time(request.at)), answer);
	});
	const element = h(
		'section',
		{ className: 'card vendor', 'aria-labelledby': `card-${name}` },
		h('h3', { id: `card-${name}` }, logo(vendor), ' ', title, ' ', faults),
		h('p', { className: 'url' }, h('code', {}, url)),
		h('ul', { className: 'counts' }, ...counts.map(({ item }) => item)),
		h('h4', {}, 'Latest requests'),
		none,
		list,
		h('p', { className: 'more' }, h('a', { href: address(name, 'requests') }, `All requests to ${title}`)),
	);

	return {
		element,
		/** @param {Summary} summary */
		show(summary) {
			for (const { kind, number } of counts) number.textContent = count(summary.counts[name]?.[kind] ?? 0);
			const waiting = summary.faults[name] ?? 0;
			faults.hidden = waiting === 0;
			faults.textContent = `${counted(waiting, 'fault')} waiting`;
		},
		async load() {
			/** @type {{ rows: Request[] }} */
			const { rows } = await get('/view/requests', { vendor: name, size: LATEST });
			none.hidden = rows.length > 0;
			update(rows.map((row) => ({ key: String(row.id), item: row })));
		},
	};
}

/**
 * All three vendors side by side.
 *
 * @param {Vendor[]} vendors
 */
export function overview(vendors) {
	const cards = vendors.map(cardOf);
	return {
		element: h('div', { className: 'cards three' }, ...cards.map(({ element }) => element)),
		watches: /** @type {const} */ (['requests']),
		/** @param {Summary} summary */
		show(summary) {
			for (const card of cards) card.show(summary);
		},
		async load() {
			await Promise.all(cards.map((card) => card.load()));
		},
	};
}

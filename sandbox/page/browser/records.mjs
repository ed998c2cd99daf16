import { h } from './dom.mjs';
import { showRecord } from './dialogs.mjs';
import { count, status, time } from './format.mjs';
import { route, setQuery } from './route.mjs';
import { get } from './server.mjs';
import { table } from './table.mjs';

/**
 * @typedef {import('./server.mjs').Vendor} Vendor
 * @typedef {Vendor['views'][number]} View
 * @typedef {import('../views.mts').Listed['rows'][number]} Row
 */

const SEARCH_PAUSE_MS = 250;

/**
 * @param {View['columns'][number]['kind']} kind
 * @param {Row['cells'][number]} value
 * @returns {Node | string}
 */
function shown(kind, value) {
	if (value === null || value === '' || value instanceof Uint8Array) return h('span', { className: 'none' }, '–');
	if (kind === 'time') return time(value);
	if (kind === 'status') return status(value);
	if (kind === 'code') return h('code', {}, value);
	return kind === 'number' ? count(Number(value)) : String(value);
}

/**
 * A list of one vendor's records, newest first, with a search.
 *
 * @param {Vendor} vendor
 * @param {View} view
 */
export function recordsView(vendor, view) {
	const { columns } = view;
	const list = table({
		caption: `${view.title} at ${vendor.title}, newest first`,
		columns: columns.map(({ title }) => title),
		one: view.one,
		empty: 'None yet.',
		keyOf: (/** @type {Row} */ { id }) => id,
		cellsOf({ id, cells, seeded }) {
			const name = String(cells[0] ?? id);
			const open = h(
				'button',
				{ type: 'button', className: 'open', onclick: () => showRecord(vendor, view, id, name) },
				name,
			);
			const known = seeded ? h('span', { className: 'known' }, 'from the start') : '';
			const first = h('span', {}, open, ' ', known);
			return [first, ...cells.slice(1).map((cell, index) => shown(columns[index + 1]?.kind ?? 'text', cell))];
		},
		onPage(page) {
			setQuery({ page });
			void load();
		},
	});

	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let typing;
	const search = h('input', {
		type: 'search',
		id: 'search',
		autocomplete: 'off',
		value: route().query.search ?? '',
		oninput() {
			clearTimeout(typing);
			typing = setTimeout(() => {
				setQuery({ search: search.value.trim(), page: undefined });
				void load();
			}, SEARCH_PAUSE_MS);
		},
	});
	const tools = h('div', { className: 'tools' }, h('label', { for: 'search' }, 'Search'), search);

	let turn = 0;
	async function load() {
		const mine = ++turn;
		const { search: wanted, page } = route().query;
		const listed = await get('/view/list', { vendor: vendor.name, kind: view.kind, search: wanted, page });
		// An answer that was overtaken by a later question is not shown.
		if (mine === turn) list.show(listed);
	}

	return { element: h('div', {}, tools, list.element), watches: /** @type {const} */ (['records']), load };
}

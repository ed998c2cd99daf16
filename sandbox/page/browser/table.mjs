import { h, keyed } from './dom.mjs';
import { count, counted } from './format.mjs';

/**
 * @template T
 * @typedef {{ total: number, page: number, pages: number, rows: T[] }} Listed
 */

/**
 * @template T
 * @typedef {object} TableWords
 * @property {string} caption
 * @property {string[]} columns
 * @property {string} one what a row is, for counting
 * @property {string} [many]
 * @property {string} empty said when there is no row
 * @property {(row: T) => string} keyOf
 * @property {(row: T) => Array<Node | string | number>} cellsOf the first names the row
 * @property {(page: number) => void} onPage
 */

/**
 * A table that keeps up with its data, with its pages below. Its roles are said, because on a narrow screen its rows
 * are laid out as cards.
 *
 * @template T
 * @param {TableWords<T>} words
 * @returns {{ element: HTMLElement, show: (listed: Listed<T>) => void }}
 */
export function table({ caption, columns, one, many, empty, keyOf, cellsOf, onPage }) {
	const body = h('tbody', { role: 'rowgroup' });
	const head = columns.map((title) => h('th', { scope: 'col', role: 'columnheader' }, title));
	const shown = h(
		'table',
		{ role: 'table', className: 'records' },
		h('caption', { className: 'hidden' }, caption),
		h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, head)),
		body,
	);
	const nothing = h('p', { className: 'empty' }, empty);
	const pager = pagerOf(onPage);
	const update = keyed(body, (/** @type {T} */ row) => {
		const cells = cellsOf(row).map((cell, index) => {
			const heading = index === 0 ? { scope: 'row', role: 'rowheader' } : { role: 'cell' };
			const given = { ...heading, 'data-title': columns[index] };
			return h(index === 0 ? 'th' : 'td', given, h('span', { className: 'value' }, cell));
		});
		return h('tr', { role: 'row' }, cells);
	});

	return {
		element: h('div', { className: 'table' }, nothing, shown, pager.element),
		show(listed) {
			update(listed.rows.map((row) => ({ key: keyOf(row), item: row })));
			shown.hidden = listed.rows.length === 0;
			nothing.hidden = listed.rows.length > 0;
			pager.element.hidden = listed.total === 0;
			pager.show(listed, counted(listed.total, one, many));
		},
	};
}

/** @param {(page: number) => void} onPage */
function pagerOf(onPage) {
	let [current, last] = [1, 1];
	const turn = (/** @type {number} */ by) => () => {
		const page = Math.min(last, Math.max(1, current + by));
		if (page !== current) onPage(page);
	};
	// A button that is switched off under the finger would take the focus away with it.
	const previous = h('button', { type: 'button', onclick: turn(-1) }, '‹ Newer');
	const next = h('button', { type: 'button', onclick: turn(1) }, 'Older ›');
	const text = h('p', {});
	const element = h('nav', { className: 'pager', 'aria-label': 'Pages' }, previous, text, next);

	return {
		element,
		/** @param {Listed<unknown>} listed @param {string} total */
		show({ page, pages }, total) {
			[current, last] = [page, pages];
			previous.setAttribute('aria-disabled', String(page <= 1));
			next.setAttribute('aria-disabled', String(page >= pages));
			const isOne = pages <= 1;
			previous.hidden = isOne;
			next.hidden = isOne;
			text.textContent = isOne ? total : `${total}, page ${count(page)} of ${count(pages)}`;
		},
	};
}

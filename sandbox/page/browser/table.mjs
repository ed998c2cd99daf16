import { count, counted } from './format.mjs';
import { html, nothing, repeat } from './lit.mjs';

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
 * @property {string} empty shown when there is no row
 * @property {(row: T) => string} keyOf
 * @property {(row: T) => unknown[]} cellsOf the first names the row
 * @property {(page: number) => void} [onPage]
 */

/**
 * A table with its pages below. A new row is highlighted, unless all rows are new.
 *
 * @template T
 * @param {TableWords<T>} words
 * @returns {(listed: Listed<T> | undefined) => unknown}
 */
export function tableOf({ caption, columns, one, many, empty, keyOf, cellsOf, onPage = () => {} }) {
	/** @type {Set<string> | undefined} */
	let known;
	let shownPage = 0;
	const fresh = new Set();

	/** @param {Listed<T>} listed */
	function lookForNews({ page, rows }) {
		const keys = rows.map(keyOf);
		if (page === shownPage) for (const key of keys) if (known && !known.has(key)) fresh.add(key);
		known = new Set(keys);
		shownPage = page;
	}

	/** @param {T} row */
	function rowOf(row) {
		const [first, ...rest] = cellsOf(row);
		return html`<tr class=${fresh.has(keyOf(row)) ? 'fresh' : ''}>
			<th scope="row">${first}</th>
			${rest.map((cell) => html`<td>${cell}</td>`)}
		</tr>`;
	}

	return (listed) => {
		if (!listed) return nothing;
		if (listed.rows.length === 0) return html`<p class="quiet">${empty}</p>`;
		lookForNews(listed);
		return html`<div class="overflow-auto" role="region" aria-label=${caption} tabindex="0">
				<table class="striped records">
					<caption class="hidden">
						${caption}
					</caption>
					<thead>
						<tr>
							${columns.map((title) => html`<th scope="col">${title}</th>`)}
						</tr>
					</thead>
					<tbody>
						${repeat(listed.rows, keyOf, rowOf)}
					</tbody>
				</table>
			</div>
			${pager(listed, counted(listed.total, one, many), onPage)}`;
	};
}

/** @param {Listed<unknown>} listed @param {string} total @param {(page: number) => void} onPage */
function pager({ page, pages }, total, onPage) {
	if (pages <= 1) return html`<p class="quiet">${total}</p>`;
	// Disabling the focused button would lose the focus.
	const button = (/** @type {string} */ title, /** @type {number} */ to) => {
		const isOff = to < 1 || to > pages;
		const turn = () => !isOff && onPage(to);
		return html`<button type="button" class="secondary outline" aria-disabled=${isOff} @click=${turn}>
			${title}
		</button>`;
	};
	return html`<nav class="tools" aria-label="Pages">
		${button('‹ Newer', page - 1)}
		<span>${total}, page ${count(page)} of ${count(pages)}</span>
		${button('Older ›', page + 1)}
	</nav>`;
}

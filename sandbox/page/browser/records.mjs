import { showRecord } from './dialogs.mjs';
import { count, none, status, time } from './format.mjs';
import { html, nothing } from './lit.mjs';
import { route, setQuery } from './route.mjs';
import { get } from './server.mjs';
import { tableOf } from './table.mjs';

/**
 * @typedef {import('./server.mjs').Vendor} Vendor
 * @typedef {Vendor['views'][number]} View
 * @typedef {import('../views.mts').Listed['rows'][number]} Row
 */

const SEARCH_PAUSE_MS = 250;

/** @param {View['columns'][number]['kind'] | undefined} kind @param {Row['cells'][number]} value */
function shown(kind, value) {
	if (value === null || value === '' || value instanceof Uint8Array) return none;
	if (kind === 'time') return time(value);
	if (kind === 'status') return status(value);
	if (kind === 'code') return html`<code>${value}</code>`;
	return kind === 'number' ? count(Number(value)) : String(value);
}

/**
 * A list of one vendor's records, newest first, with a search.
 *
 * @param {Vendor} vendor
 * @param {View} view
 * @param {import('./main.mjs').Page} page
 * @returns {import('./main.mjs').Section}
 */
export function recordsSection(vendor, view, page) {
	const { columns } = view;
	/** @type {import('./table.mjs').Listed<Row> | undefined} */
	let listed;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let typing;
	const go = (/** @type {Record<string, string | number | undefined>} */ changes) => {
		setQuery(changes);
		page.reload();
	};
	const table = tableOf({
		caption: `${view.title} at ${vendor.title}, newest first`,
		columns: columns.map(({ title }) => title),
		one: view.one,
		empty: 'None yet.',
		keyOf: (/** @type {Row} */ { id }) => id,
		cellsOf({ id, cells, seeded }) {
			const name = String(cells[0] ?? id);
			const open = () => showRecord(vendor, view, id, name);
			const first = html`<button type="button" class="link" @click=${open}>${name}</button>${seeded
					? html` <small class="quiet">sample</small>`
					: nothing}`;
			return [first, ...cells.slice(1).map((cell, index) => shown(columns[index + 1]?.kind, cell))];
		},
		onPage: (number) => go({ page: number }),
	});
	const search = (/** @type {Event} */ { target }) => {
		clearTimeout(typing);
		const words = /** @type {HTMLInputElement} */ (target).value.trim();
		typing = setTimeout(() => go({ search: words, page: undefined }), SEARCH_PAUSE_MS);
	};

	return {
		watches: ['records'],
		async load() {
			const { search: wanted, page: number } = route().query;
			listed = await get('/view/list', { vendor: vendor.name, kind: view.kind, search: wanted, page: number });
		},
		template: () =>
			html`<div class="tools">
					<label for="search">Search</label>
					<input
						type="search"
						id="search"
						autocomplete="off"
						value=${route().query.search ?? ''}
						@input=${search}
					/>
				</div>
				${table(listed)}`,
	};
}

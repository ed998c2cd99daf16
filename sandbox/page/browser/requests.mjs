import { showValue } from './dialogs.mjs';
import { httpStatus, inWords, none, tag, time } from './format.mjs';
import { html } from './lit.mjs';
import { route, setQuery } from './route.mjs';
import { get } from './server.mjs';
import { tableOf } from './table.mjs';

/** @typedef {ReturnType<typeof import('../routes.mts').requestTold>} Request */

/** @param {Request} request */
export const titleOf = ({ operationId }) => (operationId ? inWords(operationId) : 'Unknown address');

/**
 * What a vendor was asked and what it answered; no tokens.
 *
 * @param {import('./server.mjs').Vendor} vendor
 * @param {import('./main.mjs').Page} page
 * @returns {import('./main.mjs').Section}
 */
export function requestsSection(vendor, page) {
	/** @type {import('./table.mjs').Listed<Request> | undefined} */
	let listed;
	const go = (/** @type {Record<string, string | number | undefined>} */ changes) => {
		setQuery(changes);
		page.reload();
	};
	const table = tableOf({
		caption: `Requests to ${vendor.title}, newest first`,
		columns: ['Operation', 'Time', 'Method', 'Path', 'Answer', 'Note'],
		one: 'request',
		empty: 'None yet.',
		keyOf: (/** @type {Request} */ { id }) => String(id),
		cellsOf(request) {
			const { at, method, path, status, fault, problems } = request;
			const open = () => showValue(`${method} ${path}`, request);
			const notes = [fault, problems.length > 0 && 'invalid'].filter(Boolean).join(', ');
			return [
				html`<button type="button" class="link" @click=${open}>${titleOf(request)}</button>`,
				...[time(at), html`<code>${method}</code>`, html`<code>${path}</code>`, httpStatus(status)],
				notes === '' ? none : tag('wait', notes),
			];
		},
		onPage: (number) => go({ page: number }),
	});
	const choose = (/** @type {Event} */ { target }) => {
		const { checked } = /** @type {HTMLInputElement} */ (target);
		go({ only: checked ? 'trouble' : undefined, page: undefined });
	};

	return {
		watches: ['requests'],
		async load() {
			const { only, page: number } = route().query;
			listed = await get('/view/requests', { vendor: vendor.name, only, page: number });
		},
		template: () =>
			html`<label for="only">
					<input type="checkbox" id="only" ?checked=${route().query.only === 'trouble'} @input=${choose} />
					Only requests that were refused, failed or met a fault
				</label>
				${table(listed)}`,
	};
}

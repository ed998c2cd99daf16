import { showValue } from './dialogs.mjs';
import { h } from './dom.mjs';
import { httpStatus, inWords, time } from './format.mjs';
import { route, setQuery } from './route.mjs';
import { get } from './server.mjs';
import { table } from './table.mjs';

/** @typedef {ReturnType<typeof import('../routes.mts').requestTold>} Request */

/** @param {Request} request */
export const titleOf = ({ operationId }) => (operationId ? inWords(operationId) : 'Unknown address');

/**
 * What a vendor was asked and what it answered; no tokens.
 *
 * @param {import('./server.mjs').Vendor} vendor
 */
export function requestsView(vendor) {
	const list = table({
		caption: `Requests to ${vendor.title}, newest first`,
		columns: ['Operation', 'Time', 'Method', 'Path', 'Answer', 'Remark'],
		one: 'request',
		empty: 'None.',
		keyOf: (/** @type {Request} */ { id }) => String(id),
		cellsOf(request) {
			const { at, method, path, status, fault, problems } = request;
			const title = titleOf(request);
			const onclick = () => showValue(`${method} ${path}`, request);
			const marks = [fault, problems.length > 0 && 'does not fit the contract'].filter(Boolean).join(', ');
			return [
				h('button', { type: 'button', className: 'open', onclick }, title),
				time(at),
				h('code', {}, method),
				h('code', {}, path),
				httpStatus(status),
				marks
					? h('span', { className: 'tag', 'data-tone': 'wait' }, marks)
					: h('span', { className: 'none' }, '–'),
			];
		},
		onPage(page) {
			setQuery({ page });
			void load();
		},
	});

	const only = h('input', {
		type: 'checkbox',
		id: 'only',
		checked: route().query.only === 'trouble',
		onchange() {
			setQuery({ only: only.checked ? 'trouble' : undefined, page: undefined });
			void load();
		},
	});
	const tools = h(
		'div',
		{ className: 'tools' },
		only,
		h('label', { for: 'only' }, 'Only refused, failed or with a fault'),
	);

	let turn = 0;
	async function load() {
		const mine = ++turn;
		const { only: wanted, page } = route().query;
		const listed = await get('/view/requests', { vendor: vendor.name, only: wanted, page });
		if (mine === turn) list.show(listed);
	}

	return { element: h('div', {}, tools, list.element), watches: /** @type {const} */ (['requests']), load };
}

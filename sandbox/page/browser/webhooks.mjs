import { choiceField, formOf, numberField } from './forms.mjs';
import { counted, httpStatus, time } from './format.mjs';
import { html } from './lit.mjs';
import { route, setQuery } from './route.mjs';
import { attempt, say } from './say.mjs';
import { get, post } from './server.mjs';
import { tableOf } from './table.mjs';

/** @typedef {import('../../types.mts').Delivery} Delivery */

/** @param {string} event @param {Delivery[]} delivered */
function report(event, delivered) {
	if (delivered.length === 0) return say(`Nobody has subscribed to ${event}. Nothing was sent.`, 'bad');
	const isTaken = delivered.every(({ status }) => status >= 200 && status < 300);
	const outcomes = delivered.map(({ error, status }) => (error === null ? `HTTP ${status}` : 'no answer')).join(', ');
	say(`${event} was sent to ${counted(delivered.length, 'subscriber')}: ${outcomes}.`, isTaken ? 'good' : 'bad');
}

/**
 * The webhooks that a vendor has delivered, and a form to deliver another one.
 *
 * @param {import('./server.mjs').Vendor} vendor
 * @param {import('./main.mjs').Page} page
 * @returns {import('./main.mjs').Section}
 */
export function webhooksSection(vendor, page) {
	/** @type {import('./table.mjs').Listed<Delivery> | undefined} */
	let listed;
	const deliver = (/** @type {string} */ event, /** @type {object} */ order) =>
		attempt(async () => report(event, await post('/deliver', { vendor: vendor.name, ...order })));
	const signatures = [
		{ value: 'good', title: 'Valid' },
		{ value: 'bad', title: 'Made with a wrong key' },
		{ value: 'none', title: 'None' },
	];
	const events = (vendor.events ?? []).map((name) => ({ value: name, title: name }));
	const form = formOf({
		id: 'deliver',
		title: 'Send an event',
		groups: [
			{
				fields: [
					choiceField('event', 'Event', events),
					choiceField('signature', 'Signature', signatures),
					numberField('ageSeconds', 'Age of the signature (s)', 0, 'Negative: a time in the future', {
						min: -86_400,
					}),
				],
			},
		],
		button: 'Send',
		work: (_, order) => deliver(String(order.event), order),
	});
	const table = tableOf({
		caption: `Webhooks sent by ${vendor.title}, newest first`,
		columns: ['Event', 'Time', 'Answer', 'Attempt', 'Address', 'Repeat'],
		one: 'delivery',
		many: 'deliveries',
		empty: 'None yet. Events go to everyone who has subscribed, such as a published workflow with a trigger.',
		keyOf: (/** @type {Delivery} */ { id }) => id,
		cellsOf({ event, eventId, subscriptionId, at, error, status, attempt: number, url }) {
			const again = () => deliver(event, { eventId, subscriptionId });
			return [
				...[event, time(at)],
				error === null ? httpStatus(status) : html`<span class="bad">${error}</span>`,
				...[number, html`<code>${url}</code>`],
				html`<button type="button" class="link" aria-label="Send ${event} again" @click=${again}>
					Send again
				</button>`,
			];
		},
		onPage(number) {
			setQuery({ page: number });
			page.reload();
		},
	});

	return {
		watches: ['deliveries'],
		async load() {
			listed = await get('/view/webhooks', { vendor: vendor.name, page: route().query.page });
		},
		template: () =>
			html`<article>
					<h3>Send an event</h3>
					${form.template()}
				</article>
				<h3>Sent</h3>
				${table(listed)}`,
	};
}

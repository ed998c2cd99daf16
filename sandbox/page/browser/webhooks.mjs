import { h } from './dom.mjs';
import { field, form, numeric, select } from './forms.mjs';
import { counted, httpStatus, time } from './format.mjs';
import { route, setQuery } from './route.mjs';
import { attempt, say } from './say.mjs';
import { get, post } from './server.mjs';
import { table } from './table.mjs';

/** @typedef {import('../../types.mts').Delivery} Delivery */

/** @param {Delivery} delivery */
const outcomeOf = ({ error, status }) => (error === null ? `HTTP ${status}` : 'no answer');

/**
 * @param {string} event
 * @param {Delivery[]} delivered
 */
function tell(event, delivered) {
	if (delivered.length === 0) return say(`Nobody has subscribed to ${event}: nothing was sent.`, 'bad');
	const isTaken = delivered.every(({ status }) => status >= 200 && status < 300);
	const outcomes = delivered.map(outcomeOf).join(', ');
	say(`${event} went to ${counted(delivered.length, 'subscriber')}: ${outcomes}.`, isTaken ? 'good' : 'bad');
}

/**
 * The webhooks that a vendor has delivered, and a form to deliver another one.
 *
 * @param {import('./server.mjs').Vendor} vendor
 */
export function webhooksView(vendor) {
	const event = select(
		'event',
		(vendor.events ?? []).map((name) => ({ value: name, title: name })),
	);
	const signature = select('signature', [
		{ value: 'good', title: 'Good' },
		{ value: 'bad', title: 'Made with another key' },
		{ value: 'none', title: 'None' },
	]);
	const age = numeric('age', 0, { min: -86_400 });
	const order = form(
		'Deliver an event',
		[
			field('Event', event),
			field('Signature', signature),
			field('Age of the signature (s)', age, 'Below 0: its time lies ahead'),
		],
		{
			yes: 'Deliver',
			async work() {
				const wanted = { event: event.value, signature: signature.value, ageSeconds: Number(age.value) };
				tell(event.value, await post('/deliver', { vendor: vendor.name, ...wanted }));
			},
		},
	);

	const list = table({
		caption: `Webhooks delivered by ${vendor.title}, newest first`,
		columns: ['Event', 'Time', 'Answer', 'Attempt', 'Address', 'Again'],
		one: 'delivery',
		many: 'deliveries',
		empty: 'None yet. Events go to whoever has subscribed, such as a published workflow with a trigger.',
		keyOf: (/** @type {Delivery} */ { id }) => id,
		cellsOf(delivery) {
			const again = () =>
				attempt(async () => {
					const { eventId, subscriptionId } = delivery;
					tell(delivery.event, await post('/deliver', { vendor: vendor.name, eventId, subscriptionId }));
				});
			const label = `Send ${delivery.event} again`;
			return [
				delivery.event,
				time(delivery.at),
				delivery.error === null ? httpStatus(delivery.status) : h('span', { className: 'bad' }, delivery.error),
				delivery.attempt,
				h('code', {}, delivery.url),
				h('button', { type: 'button', 'aria-label': label, onclick: again }, 'Send again'),
			];
		},
		onPage(page) {
			setQuery({ page });
			void load();
		},
	});

	async function load() {
		list.show(await get('/view/webhooks', { vendor: vendor.name, page: route().query.page }));
	}

	const element = h(
		'div',
		{},
		h('section', { className: 'card' }, h('h3', {}, 'Deliver an event'), order),
		h('h3', {}, 'Delivered'),
		list.element,
	);
	return { element, watches: /** @type {const} */ (['deliveries']), load };
}

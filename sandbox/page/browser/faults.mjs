import { h } from './dom.mjs';
import { field, form, numeric, select } from './forms.mjs';
import { counted, inWords } from './format.mjs';
import { attempt, say } from './say.mjs';
import { get, post } from './server.mjs';
import { settingsOf } from './settings.mjs';
import { table } from './table.mjs';

/**
 * @typedef {import('../../types.mts').ActiveFault} ActiveFault
 * @typedef {import('../../types.mts').RandomFaults} RandomFaults
 * @typedef {import('./server.mjs').Vendor} Vendor
 * @typedef {import('./server.mjs').Catalogue} Catalogue
 */

/** @param {ActiveFault} fault */
function progressOf({ times, met, passing }) {
	if (passing > 0) return `after ${counted(passing, 'other request')}`;
	return times === 0 ? `all requests, ${met} so far` : `${met} of ${counted(times, 'request')} so far`;
}

/**
 * Everything that can go wrong on purpose at one vendor.
 *
 * @param {Vendor} vendor
 * @param {Catalogue} catalogue
 */
export function faultsView(vendor, catalogue) {
	const titleOf = (/** @type {string} */ kind) => catalogue.faults.find((one) => one.kind === kind)?.title ?? kind;
	const kinds = catalogue.faults.map(({ kind, group, title }) => ({ value: kind, title, group }));
	const operations = vendor.operations.map((name) => ({ value: name, title: inWords(name) }));

	const operation = select('operation', [{ value: '', title: 'Any' }, ...operations]);
	const kind = select('kind', kinds);
	const times = numeric('times', 1);
	const after = numeric('after', 0);
	const seconds = numeric('seconds', 1, { step: 'any' });
	const stored = select('stored', [
		{ value: '', title: 'As the fault says' },
		{ value: 'true', title: 'Yes, all the same' },
		{ value: 'false', title: 'No' },
	]);
	const add = form(
		'Switch a fault on',
		[
			field('Operation', operation),
			field('Fault', kind),
			field('How many requests', times, '0: all until cleared'),
			field('After so many others', after),
			field('Seconds', seconds, 'For “come back in” and slow answers'),
			field('Is the request carried out?', stored),
		],
		{
			yes: 'Switch on',
			async work() {
				await post('/faults', {
					...{
						vendor: vendor.name,
						kind: kind.value,
						times: Number(times.value),
						after: Number(after.value),
					},
					seconds: Number(seconds.value),
					...(operation.value === '' ? {} : { operationId: operation.value }),
					...(stored.value === '' ? {} : { stored: stored.value === 'true' }),
				});
				const where = operation.value === '' ? 'any operation' : inWords(operation.value);
				say(`${titleOf(kind.value)}: switched on for ${where} at ${vendor.title}.`);
			},
		},
	);

	const chance = numeric('probability', 5, { min: 0.1, max: 100, step: 0.1 });
	const seed = numeric('seed', 1);
	const chosen = kinds.map(({ value, title }) => {
		return { value, input: h('input', { type: 'checkbox', id: `chance-${value}` }), title };
	});
	const byChance = form(
		'Faults by chance',
		[
			field('Of 100 requests, each befalls', chance, 'All together at most 100'),
			field('Seed', seed, 'The same seed, the same faults'),
			h(
				'fieldset',
				{ className: 'kinds' },
				h('legend', {}, 'Faults'),
				...chosen.map(({ input, title }) => field(title, input)),
			),
		],
		{
			yes: 'Let them happen',
			async work() {
				await post('/faults/random', {
					...{ vendor: vendor.name, seed: Number(seed.value), probability: Number(chance.value) / 100 },
					kinds: chosen.filter(({ input }) => input.checked).map(({ value }) => value),
				});
				say(`Faults happen by chance at ${vendor.title} from now on.`);
			},
		},
	);

	const list = table({
		caption: `Faults that wait for requests at ${vendor.title}`,
		columns: ['Fault', 'Operation', 'Befalls'],
		one: 'fault',
		empty: `None: ${vendor.title} answers as it should.`,
		keyOf: (/** @type {ActiveFault & { number: number }} */ { number }) => String(number),
		cellsOf(fault) {
			const where = fault.operationId === undefined ? 'Any' : inWords(fault.operationId);
			return [titleOf(fault.kind), where, progressOf(fault)];
		},
		onPage() {},
	});
	const random = h('p', {});
	const clear = () =>
		attempt(async () => {
			await post('/faults/clear');
			say('All faults are cleared, at every vendor.');
		});
	const revoke = () =>
		attempt(async () => {
			await post('/revoke', { vendor: vendor.name });
			say(`Tokens of ${vendor.title} issued so far are not valid any more.`);
		});
	const settings = settingsOf(vendor, catalogue);

	/** @param {RandomFaults | null} faults */
	function randomText(faults) {
		if (!faults || (faults.vendor ?? vendor.name) !== vendor.name) return '';
		const percent = Math.round(faults.probability * 1000) / 10;
		return `By chance, ${percent} of 100 requests each: ${faults.kinds.map(titleOf).join('; ')}.`;
	}

	async function load() {
		const found = await get('/view/switches');
		/** @type {ActiveFault[]} */
		const faults = found.faults.filter((/** @type {ActiveFault} */ one) => one.vendor === vendor.name);
		const rows = faults.map((fault, number) => ({ ...fault, number }));
		list.show({ rows, total: rows.length, page: 1, pages: 1 });
		random.textContent = randomText(found.random);
		random.hidden = random.textContent === '';
		settings.show(found.settings);
	}

	const element = h(
		'div',
		{ className: 'cards' },
		h(
			'section',
			{ className: 'card wide' },
			h('h3', {}, 'Waiting'),
			list.element,
			random,
			h('button', { type: 'button', onclick: clear }, 'Clear all faults'),
		),
		h('section', { className: 'card wide' }, h('h3', {}, 'Switch a fault on'), add),
		h('section', { className: 'card wide' }, h('h3', {}, 'Faults by chance'), byChance),
		h('section', { className: 'card wide' }, h('h3', {}, 'Settings'), settings.element),
		h(
			'section',
			{ className: 'card wide' },
			h('h3', {}, 'Tokens'),
			h('p', {}, 'As when a password was changed: whoever is signed in has to sign in again.'),
			h('button', { type: 'button', onclick: revoke }, 'Make all tokens invalid'),
		),
	);
	return { element, watches: /** @type {const} */ (['switches']), load };
}

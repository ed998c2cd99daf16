import { choiceField, formOf, numberField } from './forms.mjs';
import { counted, inWords } from './format.mjs';
import { html, nothing } from './lit.mjs';
import { attempt, say } from './say.mjs';
import { get, post } from './server.mjs';
import { tableOf } from './table.mjs';

/**
 * @typedef {import('../../types.mts').ActiveFault} ActiveFault
 * @typedef {import('../../types.mts').RandomFaults} RandomFaults
 * @typedef {{ faults: ActiveFault[], random: RandomFaults | null, settings: Record<string, import('./forms.mjs').Value> }} Switches
 */

/** @param {ActiveFault} fault */
function progressOf({ times, met, passing }) {
	if (passing > 0) return `after ${counted(passing, 'more request')}`;
	return times === 0 ? `all requests, ${met} so far` : `${met} of ${counted(times, 'request')} so far`;
}

/**
 * Everything that can go wrong on purpose at one vendor, and its settings.
 *
 * @param {import('./server.mjs').Vendor} vendor
 * @param {import('./server.mjs').Catalogue} catalogue
 * @param {import('./main.mjs').Page} page
 * @returns {import('./main.mjs').Section}
 */
export function faultsSection(vendor, catalogue, page) {
	/** @type {Switches | undefined} */
	let switches;
	const titleOf = (/** @type {string} */ kind) => catalogue.faults.find((one) => one.kind === kind)?.title ?? kind;
	const kinds = catalogue.faults.map(({ kind, group, title }) => ({ value: kind, title, group }));
	const operations = vendor.operations.map((name) => ({ value: name, title: inWords(name) }));

	const add = formOf({
		id: 'fault',
		title: 'Add a fault',
		groups: [
			{
				fields: [
					choiceField('operationId', 'Operation', [{ value: '', title: 'Any' }, ...operations]),
					choiceField('kind', 'Fault', kinds),
					numberField('times', 'Number of requests', 1, '0: all requests until you clear the faults'),
					numberField('after', 'Skip this many requests first', 0),
					numberField('seconds', 'Seconds', 1, 'For “wait some seconds” and slow answers', { step: 'any' }),
					choiceField('stored', 'Is the request carried out?', [
						{ value: '', title: 'As the fault says' },
						{ value: 'true', title: 'Yes' },
						{ value: 'false', title: 'No' },
					]),
				],
			},
		],
		button: 'Add fault',
		async work(_, { operationId, stored, ...fault }) {
			await post('/faults', {
				...{ vendor: vendor.name, ...fault },
				...(operationId === '' ? {} : { operationId }),
				...(stored === '' ? {} : { stored: stored === 'true' }),
			});
			const where = operationId === '' ? 'any operation' : inWords(String(operationId));
			say(`${titleOf(String(fault.kind))}: added for ${where} at ${vendor.title}.`);
		},
	});

	const random = formOf({
		id: 'random',
		title: 'Random faults',
		groups: [
			{
				fields: [
					numberField(
						'percent',
						'Share of requests affected by each fault (%)',
						5,
						'At most 100 % in total',
						{
							...{ min: 0.1, max: 100, step: 0.1 },
						},
					),
					numberField('seed', 'Seed', 1, 'The same seed gives the same faults'),
				],
			},
			{
				legend: 'Faults',
				fields: kinds.map(({ value, title }) => ({
					name: value,
					title,
					initial: false,
					field: { type: 'switch' },
				})),
			},
		],
		button: 'Start random faults',
		async work(_, all) {
			await post('/faults/random', {
				...{ vendor: vendor.name, seed: all.seed, probability: Number(all.percent) / 100 },
				kinds: kinds.map(({ value }) => value).filter((value) => all[value] === true),
			});
			say(`Random faults are on at ${vendor.title}.`);
		},
	});

	const settings = formOf({
		id: 'setting',
		title: 'Settings',
		groups: [{ fields: vendor.settings }, { legend: 'For all vendors', fields: catalogue.settings }],
		button: 'Save settings',
		async work(entered) {
			// Only what was changed here is sent: somebody else may have changed the rest meanwhile.
			const changed = Object.entries(entered).filter(([name, value]) => switches?.settings[name] !== value);
			if (changed.length === 0) return say('Nothing was changed.');
			await post('/settings', Object.fromEntries(changed));
			settings.clear();
			page.reload();
			say(`${counted(changed.length, 'setting')} saved.`);
		},
	});

	const list = tableOf({
		caption: `Active faults at ${vendor.title}`,
		columns: ['Fault', 'Operation', 'Affects'],
		one: 'fault',
		empty: `None. ${vendor.title} answers normally.`,
		keyOf: (/** @type {ActiveFault & { number: number }} */ { number }) => String(number),
		cellsOf(fault) {
			const where = fault.operationId === undefined ? 'Any' : inWords(fault.operationId);
			return [titleOf(fault.kind), where, progressOf(fault)];
		},
	});
	const clear = () =>
		attempt(async () => {
			await post('/faults/clear');
			say('All faults of all vendors are cleared.');
		});
	const revoke = () =>
		attempt(async () => {
			await post('/revoke', { vendor: vendor.name });
			say(`All tokens of ${vendor.title} issued so far are now invalid.`);
		});

	/** @param {RandomFaults | null | undefined} faults */
	function randomTold(faults) {
		if (!faults || (faults.vendor ?? vendor.name) !== vendor.name) return nothing;
		const percent = Math.round(faults.probability * 1000) / 10;
		return html`<p>Random, ${percent} % of requests each: ${faults.kinds.map(titleOf).join('; ')}.</p>`;
	}

	return {
		watches: ['switches'],
		async load() {
			switches = await get('/view/switches');
		},
		template() {
			const faults = (switches?.faults ?? [])
				.map((fault, number) => ({ ...fault, number }))
				.filter((fault) => fault.vendor === vendor.name);
			return html`<article>
					<h3>Active faults</h3>
					${list({ total: faults.length, page: 1, pages: 1, rows: faults })} ${randomTold(switches?.random)}
					<div class="tools">
						<button type="button" class="secondary outline" @click=${clear}>Clear all faults</button>
						<button type="button" class="secondary outline" @click=${revoke}>Invalidate all tokens</button>
					</div>
				</article>
				<article>
					<h3>Add a fault</h3>
					${add.template()}
				</article>
				<article>
					<h3>Settings</h3>
					${settings.template(switches?.settings)}
				</article>
				<article>
					<h3>Random faults</h3>
					${random.template()}
				</article>`;
		},
	};
}

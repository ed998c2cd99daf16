import { eventually } from '../../demo/n8n-client.mts';
import { ekaCare } from '../../sandbox/seed.mts';
import { openWorkflow, type Editor, type Given } from '../support/editor/editor.mts';
import { closeNode, execute, openNode, output, showTable } from '../support/editor/node-view.mts';

const [maren] = ekaCare.patients;
const rl = (value = '') => ({ __rl: true, mode: 'id', value });

const WEBHOOKS = [
	{
		vendor: 'spry',
		table: 'spry_subscription',
		event: 'patient.created',
		waiting: 'Waiting for Spry to tell of an event',
		given: {
			name: 'Spry Trigger',
			type: 'spryTrigger',
			credential: 'spryOAuth2Api',
			parameters: { events: ['patient.created'] },
		},
	},
	{
		vendor: 'ekaCare',
		table: 'eka_webhook',
		event: 'appointment.created',
		waiting: 'Waiting for Eka Care to tell of an event',
		given: {
			name: 'Eka Care Trigger',
			type: 'ekaCareTrigger',
			credential: 'ekaCareApi',
			parameters: { events: ['appointment.created'] },
		},
	},
] as const;

const POLLED: Array<[string, Given, string]> = [
	[
		'Eka Care Records Trigger',
		{
			name: 'Eka Care Records Trigger',
			type: 'ekaCareRecordsTrigger',
			credential: 'ekaCareApi',
			parameters: { event: 'caseChanged', patientId: rl(maren?.oid) },
		},
		'Low back pain',
	],
	[
		'MedMitra Trigger',
		{
			name: 'MedMitra Trigger',
			type: 'medMitraTrigger',
			credential: 'medMitraApi',
			parameters: { events: ['caseCreated'] },
		},
		'Holloway',
	],
];

export function triggers(editor: () => Editor): void {
	beforeAll(async () => {
		const webhooks = WEBHOOKS.map(({ given }) => ({ ...given, parameters: { ...given.parameters } }));
		await openWorkflow(editor(), 'Tests of triggers', [...webhooks, ...POLLED.map(([, given]) => given)]);
	}, 120_000);

	it.each(WEBHOOKS.map((webhook) => [webhook.given.name, webhook] as const))(
		'of the kind %s subscribes, waits for an event, shows it when it comes, and unsubscribes',
		async (name, { vendor, table, event, waiting }) => {
			const { page, stack } = editor();
			const subscriptions = async () => ((await stack.sandbox.state())[table] ?? []).length;
			await openNode(page, name);
			await execute(page);
			await page.getByText(waiting).first().waitFor();
			await eventually('one subscription', async () => ((await subscriptions()) === 1 ? true : undefined));

			const [delivery] = await stack.sandbox.deliver({ vendor, event });
			expect(delivery).toMatchObject({ status: 200 });
			await showTable(page);
			const { rows } = await output(page);
			expect(rows).toHaveLength(1);
			expect(rows.flat().join('\n')).toContain(event);
			await eventually('no subscription', async () => ((await subscriptions()) === 0 ? true : undefined));
			await closeNode(page);
		},
		180_000,
	);

	it.each(POLLED)(
		'of the kind %s fetches a test event',
		async (name, _given, cell) => {
			const { page } = editor();
			await openNode(page, name);
			await execute(page);
			await showTable(page);
			const { rows, error } = await output(page);
			expect(error).toBeUndefined();
			expect(rows.flat().join('\n').toLowerCase()).toContain(cell.toLowerCase());
			await closeNode(page);
		},
		120_000,
	);
}

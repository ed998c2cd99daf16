import { eventually } from '../../tools/n8n-client.mts';
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
		service: 'Spry',
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
		service: 'Eka Care',
		given: {
			name: 'Eka Care Trigger',
			type: 'ekaCareTrigger',
			credential: 'ekaCareApi',
			parameters: { events: ['appointment.created'] },
		},
	},
] as const;

/** The ID of the case that MedMitra took last. */
async function newestCase({ stack: { sandbox } }: Editor): Promise<string> {
	const [newest] = ((await sandbox.state()).med_mitra_case ?? []).sort((one, other) =>
		String(other.created_at).localeCompare(String(one.created_at)),
	);
	return String(newest?.case_id);
}

/** Each with a part of what it fetches. */
const POLLED: Array<[string, Given, (editor: Editor) => Promise<string>]> = [
	[
		'Eka Care Records Trigger',
		{
			name: 'Eka Care Records Trigger',
			type: 'ekaCareRecordsTrigger',
			credential: 'ekaCareApi',
			parameters: { event: 'caseChanged', patientId: rl(maren?.oid) },
		},
		async () => 'Low back pain',
	],
	[
		'MedMitra Trigger',
		{
			name: 'MedMitra Trigger',
			type: 'medMitraTrigger',
			credential: 'medMitraApi',
			parameters: { events: ['caseCreated'] },
		},
		newestCase,
	],
];

export function triggers(editor: () => Editor): void {
	beforeAll(async () => {
		const webhooks = WEBHOOKS.map(({ given }) => ({ ...given, parameters: { ...given.parameters } }));
		await openWorkflow(editor(), 'Tests of triggers', [...webhooks, ...POLLED.map(([, given]) => given)]);
	}, 120_000);

	it.each(WEBHOOKS.map((webhook) => [webhook.given.name, webhook] as const))(
		'of the kind %s subscribes, waits for an event, shows it when it comes, and unsubscribes',
		async (name, { vendor, table, event, service }) => {
			const { page, stack } = editor();
			const subscriptions = async () => ((await stack.sandbox.state())[table] ?? []).length;
			await openNode(page, name);
			await execute(page);
			await page.getByText('Listening for test event').waitFor();
			await page.getByText(`Go to ${service} and create an event`).waitFor();
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
		async (name, _given, part) => {
			const { page } = editor();
			await openNode(page, name);
			await execute(page);
			await showTable(page);
			const { rows, error } = await output(page);
			expect(error).toBeUndefined();
			expect(rows.flat().join('\n').toLowerCase()).toContain((await part(editor())).toLowerCase());
			await closeNode(page);
		},
		120_000,
	);
}

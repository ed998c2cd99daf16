import type { INodeParameters } from 'n8n-workflow';

import { ekaCare } from '../../sandbox/seed.mts';
import { openClinic, type Clinic, type RunChanges } from '../support/clinic.mts';
import { ekaAppointmentBook } from '../support/operations/eka-appointment-book.mts';
import { ekaSlotGetAll } from '../support/operations/eka-slots.mts';
import type { OperationCase } from '../support/operations/types.mts';

let clinic: Clinic;

beforeAll(async () => {
	clinic = await openClinic();
}, 180_000);
afterAll(async () => await clinic.close());
beforeEach(async () => await clinic.sandbox.reset());

/** The variant of an operation's node that n8n makes for agents and the MCP Server Trigger. */
const asTool = (operation: OperationCase): OperationCase => ({ ...operation, node: `${operation.node}Tool` });

const slots = asTool(ekaSlotGetAll);
const [doctor] = ekaCare.doctors;
const [place] = ekaCare.clinics;

async function slotsOf(days: { from: string; to: string }, parameters: INodeParameters = {}) {
	const json = { doctor: doctor?.id ?? '', clinic: place?.id ?? '', ...days };
	return await clinic.run(slots, [{ json }], { parameters: { limit: 50, filters: {}, ...parameters } });
}

const SUNDAY = { from: '2096-01-15', to: '2096-01-15' };
const MONTH = { from: '2096-01-16', to: '2096-02-15' };

describe('a node as a tool of an AI agent', () => {
	const run = async (row: Record<string, string>, changes: RunChanges = {}) =>
		await clinic.run(slots, [{ json: { ...slots.good(0).json, ...row } }], changes);

	it('tells with the error what to do, because n8n gives a model the message alone', async () => {
		const wrong = await run({ from: '2027-02-30' });
		expect(wrong.error?.message).toBe(
			'"Start Date" is not a date. Give a date that exists in the form YYYY-MM-DD, such as 1990-05-17.',
		);
		const unknown = await run({ doctor: '999000111' });
		expect(unknown.error?.message).toMatch(/^Eka Care knows no such record \(HTTP 404.*\)\. Check the IDs of/);
		expect(unknown.serialised).not.toMatch(/no doctor 999000111/);
	});

	it('says in words that nothing was found', async () => {
		const { items, error } = await slotsOf(SUNDAY);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([{ found: 0, message: 'Nothing was found.' }]);
	});

	it('answers Get Many, as it is at first, with few fields of fifty records', async () => {
		const { items } = await slotsOf(MONTH);
		expect(items).toHaveLength(50);
		expect(items[0]?.json.s).toBe('2096-01-16T10:00:00+05:30');
		expect(JSON.stringify(items.map(({ json }) => json)).length).toBeLessThan(15_000);
	});

	it('gives no more than a model can read, and says how much is missing', async () => {
		const { items, error } = await slotsOf(MONTH, { returnAll: true, output: 'raw' });
		expect(error).toBeUndefined();
		const given = items.map(({ json }) => json);
		const last = given.at(-1);
		expect(JSON.stringify(given).length).toBeLessThan(42_000);
		expect(last).toEqual({ leftOut: expect.any(Number), message: expect.stringMatching(/Ask for fewer/) });
		const all = await clinic.run(ekaSlotGetAll, [{ json: { ...slots.good(0).json, ...MONTH } }], {
			parameters: { filters: {}, returnAll: true, output: 'raw' },
		});
		expect(given.length - 1 + Number(last?.leftOut)).toBe(all.items.length);
		expect(all.items.length).toBeGreaterThan(500);
	});

	it('leaves out what a model left empty', async () => {
		const book = asTool(ekaAppointmentBook);
		const { items, error } = await clinic.run(book, [{ json: { ...book.good(0).json, empty: '' } }], {
			parameters: {
				additionalFields: {
					endTime: '={{ $json.empty }}',
					notes: '={{ $json.empty }}',
					mode: '={{ $json.empty }}',
					partnerAppointmentId: '={{ $json.empty }}',
				},
			},
		});
		expect(error).toBeUndefined();
		expect(items[0]?.json.appointment_id).toEqual(expect.any(String));
		const [request] = await clinic.requestsOf(book);
		expect(request?.body).not.toHaveProperty('partner_appointment_id');
		expect(request?.body).not.toHaveProperty('notes');
	});
});

describe('the same node in a workflow', () => {
	it('keeps message and description of an error apart, and names the item', async () => {
		const { error } = await clinic.run(ekaSlotGetAll, [{ json: { ...slots.good(0).json, from: '2027-02-30' } }]);
		expect(error).toMatchObject({
			message: '"Start Date" is not a date [Item 0]',
			description: 'Give a date that exists in the form YYYY-MM-DD, such as 1990-05-17.',
		});
	});

	it('gives no item when nothing was found', async () => {
		const rows = [{ json: { ...slots.good(0).json, ...SUNDAY } }];
		const { items, error } = await clinic.run(ekaSlotGetAll, rows, { parameters: { filters: {} } });
		expect({ items, error }).toEqual({ items: [], error: undefined });
	});
});

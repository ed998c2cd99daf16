import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { MedMitraTrigger } from '../../../nodes/MedMitra/MedMitraTrigger.node.ts';
import { answered, fakeTrigger } from '../../support/trigger.mts';

const USER = '3f2b8c1e-5a4d-4e6f-8b7a-9c0d1e2f3a4b';
const ALL = ['analysisCompleted', 'analysisFailed', 'analysisStuck', 'caseCreated'];
const MINUTE = 60_000;
const NOW = Date.parse('2027-03-01T12:00:00Z');
const { poll } = new MedMitraTrigger();

/** Made-up UUIDs, told apart by their end. */
const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const row = (number: number, status = 'processing', more: IDataObject = {}): IDataObject => ({
	case_id: idOf(number),
	patient_name: `Patient ${number}`,
	status,
	created_at: new Date(NOW + number * 1000).toISOString(),
	updated_at: '2027-01-01T00:00:00Z',
	...more,
});

interface Set {
	events?: string[];
	stuckAfter?: number;
	mode?: 'manual' | 'trigger';
	credentials?: IDataObject;
	/** What the list answers; a number is the status of a refusal. */
	list?: IDataObject[] | number;
}

/** A trigger whose static data is kept from poll to poll. */
function trigger(standard: Set = {}) {
	const memory: IDataObject = {};
	const asked: string[] = [];
	async function polled(now: Set = {}): Promise<IDataObject[] | null> {
		const { events = ALL, stuckAfter = 15, mode = 'trigger', list = [], credentials } = { ...standard, ...now };
		const fake = fakeTrigger({
			parameters: { events, stuckAfter },
			memory,
			credentials: { baseUrl: 'https://medmitra.example', userId: USER, jwt: '', ...credentials },
			http(options) {
				asked.push(`${options.method} ${options.url} ${String(options.qs?.user_id)}`);
				if (typeof list === 'number') return answered(list, { detail: 'Error retrieving cases: Asha' });
				return answered(200, { cases: list });
			},
		});
		const context = { ...fake.hook, getMode: () => mode } as unknown as IPollFunctions;
		const output = await poll.call(context);
		return output && (output[0] ?? []).map(({ json }) => json);
	}
	/** What a poll gave, as the event and the number of the case. */
	const told = async (now: Set = {}) =>
		((await polled(now)) ?? []).map(({ event, case_id }) => [event, Number(String(case_id).slice(-12))]);
	return { polled, told, memory, asked };
}

beforeEach(() => void jest.useFakeTimers({ now: NOW, doNotFake: ['nextTick', 'setTimeout', 'setImmediate'] }));
afterEach(() => jest.useRealTimers());
const later = (ms: number) => void jest.setSystemTime(Date.now() + ms);

describe('the MedMitra Trigger', () => {
	it('asks for the list of the user, and takes stock at first without starting anything', async () => {
		const { polled, asked } = trigger();
		expect(await polled({ list: [row(2, 'completed'), row(1, 'failed'), row(0)] })).toBeNull();
		expect(asked).toEqual([`GET https://medmitra.example/cases/all_cases ${USER}`]);
		expect(await polled({ list: [row(2, 'completed'), row(1, 'failed'), row(0)] })).toBeNull();
	});

	it('gives the case with what happened to it', async () => {
		const { polled } = trigger();
		await polled({ list: [row(1)] });
		expect(await polled({ list: [row(1, 'completed')] })).toEqual([
			{ event: 'analysisCompleted', ...row(1, 'completed') },
		]);
	});

	it('tells of every new case and every analysis that ends, the oldest first and once each', async () => {
		const { told } = trigger();
		await told({ list: [row(2), row(1)] });
		const list = [row(4), row(3, 'completed'), row(2, 'failed'), row(1, 'completed')];
		expect(await told({ list })).toEqual([
			['analysisCompleted', 1],
			['analysisFailed', 2],
			['caseCreated', 3],
			['analysisCompleted', 3],
			['caseCreated', 4],
		]);
		expect(await told({ list })).toEqual([]);
	});

	it('tells of nothing that was not asked for, also not later', async () => {
		const { told } = trigger({ events: ['analysisFailed'] });
		await told({ list: [] });
		expect(await told({ list: [row(1, 'completed')] })).toEqual([]);
		expect(await told({ list: [row(1, 'completed')], events: ALL })).toEqual([]);
	});

	it('pays no attention to the time of the last change, which MedMitra does not keep', async () => {
		const { told } = trigger();
		await told({ list: [row(1, 'completed')] });
		expect(await told({ list: [row(1, 'completed', { updated_at: '2027-03-01T13:00:00Z' })] })).toEqual([]);
	});

	it('knows cases with the same time apart', async () => {
		const { told } = trigger();
		const same = { created_at: '2027-03-01T11:59:00Z' };
		const [one, two, three] = [1, 2, 3].map((number) => row(number, 'processing', same));
		await told({ list: [one!] });
		expect(await told({ list: [three!, two!, one!] })).toEqual([
			['caseCreated', 2],
			['caseCreated', 3],
		]);
	});

	it('takes a case for new again neither after it was missing from the list nor when older ones come back into it', async () => {
		const { told } = trigger();
		await told({ list: [row(9, 'completed'), row(8, 'completed')] });
		expect(await told({ list: [row(9, 'completed')] })).toEqual([]);
		expect(await told({ list: [row(9, 'completed'), row(8, 'completed'), row(7, 'completed')] })).toEqual([]);
	});

	it('tells once of a case that is in processing for too long, and then of its end', async () => {
		const { told } = trigger();
		await told({ list: [] });
		expect(await told({ list: [row(1)] })).toEqual([['caseCreated', 1]]);
		later(14 * MINUTE);
		expect(await told({ list: [row(1)] })).toEqual([]);
		later(2 * MINUTE);
		expect(await told({ list: [row(1)] })).toEqual([['analysisStuck', 1]]);
		later(60 * MINUTE);
		expect(await told({ list: [row(1)] })).toEqual([]);
		expect(await told({ list: [row(1, 'completed')] })).toEqual([['analysisCompleted', 1]]);
	});

	it('does not tell of a case that was stuck before it looked for the first time', async () => {
		const { told } = trigger();
		const old = { created_at: '2027-02-01T00:00:00Z' };
		await told({ list: [row(1, 'processing', old)] });
		later(60 * MINUTE);
		expect(await told({ list: [row(1, 'processing', old)] })).toEqual([]);
	});

	it.each([
		['ahead of the clock of n8n', '2027-06-01T00:00:00Z'],
		['not told', undefined],
		['nonsense', 'soon'],
	])('counts the time from its own first look when that of the case is %s', async (_what, created_at) => {
		const { told } = trigger();
		await told({ list: [row(1, 'processing', { created_at })] });
		later(16 * MINUTE);
		expect(await told({ list: [row(1, 'processing', { created_at })] })).toEqual([['analysisStuck', 1]]);
	});

	it('takes stock anew when the credential is changed for another user or server', async () => {
		const { told } = trigger();
		await told({ list: [row(1)] });
		const userId = USER.replace('3f', '4f');
		expect(await told({ list: [row(5), row(4)], credentials: { userId } })).toEqual([]);
		expect(await told({ list: [row(6), row(5), row(4)], credentials: { userId } })).toEqual([['caseCreated', 6]]);
		expect(await told({ list: [row(7)], credentials: { userId, baseUrl: 'https://other.example' } })).toEqual([]);
	});

	it('keeps a bounded memory without names, and takes nothing that it forgot for new', async () => {
		const { told, memory } = trigger({ events: ['caseCreated'] });
		const cases = (from: number) =>
			Array.from({ length: 1000 }, (_, index) => row(from + 999 - index, 'completed'));
		await told({ list: cases(0) });
		expect(await told({ list: cases(1000) })).toHaveLength(1000);
		expect(await told({ list: cases(2000) })).toHaveLength(1000);
		const kept = (memory.memory as { cases: object }).cases;
		expect(Object.keys(kept)).toHaveLength(2000);
		expect(JSON.stringify(memory)).not.toContain('Patient');
		expect(JSON.stringify(memory).length).toBeLessThan(250_000);
		expect(await told({ list: cases(0) })).toEqual([]);
		expect(await told({ list: [row(3000, 'completed'), ...cases(2000)] })).toEqual([['caseCreated', 3000]]);
	});

	it('leaves the static data alone when nothing has changed, so that n8n saves nothing', async () => {
		const { polled, memory } = trigger();
		await polled({ list: [row(1, 'completed')] });
		const before = memory.memory;
		await polled({ list: [row(1, 'completed')] });
		expect(memory.memory).toBe(before);
	});

	it('skips rows that are no cases', async () => {
		const { told } = trigger();
		await told({ list: [] });
		expect(await told({ list: [null, 'x', {}, { case_id: 5 }, row(1)] as never })).toEqual([['caseCreated', 1]]);
	});
});

describe('the MedMitra Trigger while a workflow is being built', () => {
	it.each([
		['analysisCompleted', 2],
		['analysisFailed', 1],
		['caseCreated', 3],
	])('gives a real case for %s, and remembers nothing', async (event, number) => {
		const { told, memory } = trigger({ mode: 'manual', events: [event] });
		expect(await told({ list: [row(3), row(2, 'completed'), row(1, 'failed')] })).toEqual([[event, number]]);
		expect(memory).toEqual({});
	});

	it('gives a made-up case when there is none that fits', async () => {
		const { polled } = trigger({ mode: 'manual', events: ['analysisFailed'] });
		expect(await polled({ list: [row(3)] })).toEqual([
			expect.objectContaining({ event: 'analysisFailed', status: 'failed', patient_name: 'Sample Patient' }),
		]);
	});
});

describe('the MedMitra Trigger that cannot poll', () => {
	it.each([
		[401, 'MedMitra did not accept the credential (HTTP 401)'],
		[403, 'MedMitra does not allow this with the credential in use (HTTP 403)'],
		[400, 'MedMitra could not read its database (HTTP 400), tried 3 times'],
	])('says why, with the status %d for n8n, and takes no stock', async (list, message) => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const { polled, memory } = trigger({ list });
		await expect(polled()).rejects.toMatchObject({
			name: 'NodeApiError',
			message,
			httpCode: String(list),
			description: expect.not.stringContaining('Asha') as unknown,
		});
		expect(memory).toEqual({});
		jest.restoreAllMocks();
	});

	it.each<[string, Set]>([
		['"Trigger On" is empty', { events: [] }],
		['"Stuck After" is out of range', { stuckAfter: 0 }],
		['The user ID of the credential is not a UUID', { credentials: { userId: 'doctor' } }],
		[
			'The base URL of the credential is not a secure address',
			{ credentials: { baseUrl: 'http://medmitra.example' } },
		],
	])('says that %s before it asks anything', async (message, given) => {
		const { polled, asked } = trigger(given);
		await expect(polled()).rejects.toMatchObject({ name: 'NodeOperationError', message });
		expect(asked).toEqual([]);
	});
});

import type { IDataObject, IHttpRequestOptions, IPollFunctions } from 'n8n-workflow';

import { EkaCareRecordsTrigger } from '../../../nodes/EkaCare/EkaCareRecordsTrigger.node.ts';
import { answered, fakeTrigger } from '../../support/trigger.mts';

const PATIENT = '175071003000417';
const NOW = Date.parse('2027-03-01T12:00:00Z');
const SECONDS = NOW / 1000;
const HOUR = 3600;
const { poll } = new EkaCareRecordsTrigger();

/** A case of the vendor's list, changed so many seconds after the start of the test. */
const aCase = (id: string, at: number, name = `Case ${id}`): IDataObject => ({
	id,
	status: 'A',
	updated_at: SECONDS + at,
	item: { display_name: name, type: 'OP' },
});
const deleted = (id: string, at: number): IDataObject => ({ id, status: 'D', updated_at: SECONDS + at });

interface Paper {
	id: string;
	/** Seconds after the start of the test. */
	uploaded: number;
	changed?: number;
	title?: string;
	thumbnail?: string;
}

interface Set {
	event?: string;
	patientId?: unknown;
	options?: IDataObject;
	mode?: 'manual' | 'trigger';
	credentials?: IDataObject;
	pageSize?: number;
	cases?: IDataObject[];
	papers?: Paper[];
	/** The status of a refusal. */
	refused?: number;
	/** Called when a list is asked for, before it is answered. */
	meanwhile?: () => Promise<unknown>;
}

const paper = ({ id, uploaded, title = `Paper ${id}`, thumbnail = '' }: Paper): IDataObject => ({
	record: {
		item: {
			document_id: id,
			document_type: 'lr',
			upload_date: SECONDS + uploaded,
			patient_id: PATIENT,
			cases: [],
			metadata: { title, thumbnail },
		},
	},
});

/** The vendor's list: what changed after the moment, in rising order of the change, in pages. */
function listOf({ cases = [], papers = [], pageSize = 50 }: Set, { url, qs = {} }: IHttpRequestOptions) {
	const isCases = url.endsWith('/mr/api/v1/cases');
	const changes = isCases
		? cases.map((entry) => ({ entry, at: Number(entry.updated_at) }))
		: papers.map((one) => ({ entry: paper(one), at: SECONDS + (one.changed ?? one.uploaded) }));
	const rows = changes.filter(({ at }) => at > Number(qs.u_at__gt ?? -1)).sort((one, other) => one.at - other.at);
	const start = Number(qs.offset ?? 0);
	const end = start + pageSize;
	return {
		[isCases ? 'cases' : 'items']: rows.slice(start, end).map(({ entry }) => entry),
		next_token: end < rows.length ? String(end) : null,
	};
}

/** A trigger whose static data is kept from poll to poll, as the text in which n8n keeps it. */
function trigger(standard: Set = {}) {
	const memory: IDataObject = {};
	const asked: IHttpRequestOptions[] = [];
	async function polled(now: Set = {}): Promise<IDataObject[] | null> {
		const set = { ...standard, ...now };
		const { event = 'caseChanged', patientId = PATIENT, options = {}, mode = 'trigger' } = set;
		const fake = fakeTrigger({
			parameters: { event, patientId, options } as IDataObject,
			memory,
			credentials: {
				environment: 'custom',
				baseUrl: 'https://eka.example',
				authentication: 'jwt',
				jwt: 'token',
				clientId: 'EC_1',
				...set.credentials,
			},
			async http(request) {
				asked.push(request);
				await set.meanwhile?.();
				if (set.refused !== undefined) return answered(set.refused, { error: 'Asha', code: 'NO' });
				return answered(200, listOf(set, request));
			},
		});
		const context = { ...fake.hook, getMode: () => mode } as unknown as IPollFunctions;
		const output = await poll.call(context);
		return output && (output[0] ?? []).map(({ json }) => json);
	}
	/** The ids of what a poll gave. */
	const told = async (now: Set = {}) => ((await polled(now)) ?? []).map(({ id, document_id }) => id ?? document_id);
	const restart = () => {
		const stored = JSON.parse(JSON.stringify(memory)) as IDataObject;
		for (const name of Object.keys(memory)) delete memory[name];
		Object.assign(memory, stored);
	};
	return { polled, told, memory, asked, restart };
}

beforeEach(() => void jest.useFakeTimers({ now: NOW, doNotFake: ['nextTick', 'setTimeout', 'setImmediate'] }));
afterEach(() => jest.useRealTimers());
const later = (seconds: number) => void jest.setSystemTime(Date.now() + seconds * 1000);

describe('the Eka Care Records Trigger on cases', () => {
	it('takes stock of all cases at first, without starting anything', async () => {
		const { polled, asked } = trigger({ cases: [aCase('a', -9 * HOUR), aCase('b', -5)] });
		expect(await polled()).toBeNull();
		expect(asked).toMatchObject([{ method: 'GET', url: 'https://eka.example/mr/api/v1/cases' }]);
		expect(asked[0]?.qs?.u_at__gt).toBeUndefined();
		expect(asked[0]?.headers).toMatchObject({ 'X-Pt-Id': PATIENT });
		expect(await polled()).toBeNull();
		expect(asked[1]?.qs).toMatchObject({ u_at__gt: SECONDS - 5 - HOUR });
	});

	it('gives a case in one level, with its patient', async () => {
		const { polled } = trigger();
		await polled();
		expect(await polled({ cases: [aCase('a', 5)] })).toEqual([
			{
				event: 'caseChanged',
				patient_id: PATIENT,
				id: 'a',
				status: 'A',
				updated_at: SECONDS + 5,
				updated_at_iso: '2027-03-01T12:00:05.000+00:00',
				display_name: 'Case a',
				type: 'OP',
			},
		]);
	});

	it('tells of the first case of a patient who had none', async () => {
		const { told, asked } = trigger();
		await told();
		expect(await told({ cases: [aCase('a', -30 * 24 * HOUR)] })).toEqual(['a']);
		expect(asked[1]?.qs?.u_at__gt).toBeUndefined();
	});

	it('loses none of several changes in the same second, and tells of none twice', async () => {
		const { told } = trigger({ cases: [aCase('a', -5)] });
		await told();
		later(60);
		const [b, c, d] = ['b', 'c', 'd'].map((id) => aCase(id, 10));
		expect(await told({ cases: [aCase('a', -5), b!] })).toEqual(['b']);
		expect(await told({ cases: [aCase('a', -5), b!, c!, d!] })).toEqual(['c', 'd']);
		expect(await told({ cases: [aCase('a', -5), b!, c!, d!] })).toEqual([]);
	});

	it('tells of a change that appears in the list after a later one', async () => {
		const { told } = trigger({ cases: [aCase('a', -5)] });
		await told();
		later(3000);
		expect(await told({ cases: [aCase('a', -5), aCase('b', 2900)] })).toEqual(['b']);
		expect(await told({ cases: [aCase('a', -5), aCase('c', 100), aCase('b', 2900)] })).toEqual(['c']);
	});

	it('tells of each change of the same case, also of two in one second', async () => {
		const { told, polled } = trigger();
		await told();
		later(60);
		expect(await told({ cases: [aCase('a', 10)] })).toEqual(['a']);
		expect(await polled({ cases: [aCase('a', 10, 'Other')] })).toMatchObject([{ id: 'a', display_name: 'Other' }]);
		expect(await told({ cases: [aCase('a', 11, 'Other')] })).toEqual(['a']);
		expect(await told({ cases: [aCase('a', 12)] })).toEqual(['a']);
		expect(await told({ cases: [aCase('a', 12)] })).toEqual([]);
	});

	it('takes no other order of the fields for a change', async () => {
		const { told } = trigger();
		await told();
		const one = aCase('a', 10);
		expect(await told({ cases: [one] })).toEqual(['a']);
		expect(await told({ cases: [Object.fromEntries(Object.entries(one).reverse())] })).toEqual([]);
	});

	it('goes on where it was after a restart, however long that took', async () => {
		const { told, restart } = trigger({ cases: [aCase('a', -5)] });
		await told();
		restart();
		later(90 * 24 * HOUR);
		const cases = [aCase('a', -5), aCase('b', 10), aCase('c', 50 * 24 * HOUR)];
		expect(await told({ cases })).toEqual(['b', 'c']);
		restart();
		expect(await told({ cases })).toEqual([]);
	});

	it('reads all pages, and gives a case that changes meanwhile once, as it is then', async () => {
		const { told, polled } = trigger({ pageSize: 3 });
		await told();
		later(60);
		const cases = Array.from({ length: 8 }, (_, number) => aCase(`n${number}`, number < 5 ? 10 : 11));
		expect(await told({ cases })).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7']);
		const twice = [...cases, aCase('x', 20, 'Before'), aCase('y', 20), aCase('x', 21, 'After')];
		const output = await polled({ cases: twice });
		expect(output).toMatchObject([{ id: 'y' }, { id: 'x', display_name: 'After' }]);
		expect(output).toHaveLength(2);
	});

	it('tells of a deleted case on demand only, and then once', async () => {
		const { told } = trigger({ cases: [aCase('a', -5), aCase('b', -5)] });
		await told();
		later(60);
		expect(await told({ cases: [deleted('a', 10), aCase('b', -5)] })).toEqual([]);
		const options = { includeDeleted: true };
		expect(await told({ cases: [deleted('a', 10), deleted('b', 12)], options })).toEqual(['b']);
	});

	it('is not led astray by a time that lies ahead', async () => {
		const { told } = trigger({ cases: [aCase('a', 30 * 24 * HOUR)] });
		await told();
		later(60);
		expect(await told({ cases: [aCase('b', 30), aCase('a', 30 * 24 * HOUR)] })).toEqual(['b']);
	});

	it('takes stock anew for another patient, another kind of records or another server', async () => {
		const { told } = trigger({ cases: [aCase('a', -5)], papers: [{ id: 'p', uploaded: -5 }] });
		await told();
		expect(await told({ cases: [aCase('b', 5)], patientId: '175072006000834' })).toEqual([]);
		expect(await told({ event: 'documentChanged' })).toEqual([]);
		expect(await told({ credentials: { baseUrl: 'https://other.example' } })).toEqual([]);
		expect(await told({ credentials: { baseUrl: 'https://other.example' }, cases: [aCase('c', 5)] })).toEqual([
			'c',
		]);
	});

	it.each(['__proto__', 'constructor', '42', 'a b|c'])('knows a case with the id %s again', async (id) => {
		const { told, restart } = trigger();
		await told();
		expect(await told({ cases: [aCase(id, 5)] })).toEqual([id]);
		restart();
		expect(await told({ cases: [aCase(id, 5)] })).toEqual([]);
	});

	it('skips entries that are no cases', async () => {
		const { told } = trigger();
		await told();
		expect(await told({ cases: [{ updated_at: SECONDS }, aCase('', 4), aCase('a', 5)] })).toEqual(['a']);
	});

	it('keeps a bounded memory without names', async () => {
		const { told, memory } = trigger();
		await told();
		const many = (from: number) =>
			Array.from({ length: 700 }, (_, number) => aCase(`n${from + number}`, from + number, 'Asha'));
		for (const from of [0, 10_000, 20_000, 30_000]) {
			later(10_000);
			expect(await told({ cases: many(from), pageSize: 1000 })).toHaveLength(700);
			expect(await told({ cases: many(from), pageSize: 1000 })).toEqual([]);
		}
		expect((memory.memory as { seen: string[] }).seen).toHaveLength(1700);
		expect(JSON.stringify(memory)).not.toContain('Asha');
	});

	it('leaves the static data alone when nothing has changed, so that n8n saves nothing', async () => {
		const { told, memory } = trigger({ cases: [aCase('a', -5)] });
		await told();
		const before = memory.memory;
		await told();
		expect(memory.memory).toBe(before);
	});

	it('tells of a change once when two polls run at the same time', async () => {
		const { told } = trigger();
		await told();
		const fast: unknown[] = [];
		const cases = [aCase('a', 5)];
		const slow = await told({
			cases,
			meanwhile: async () => void fast.push(...(await told({ cases: [...cases, aCase('b', 6)] }))),
		});
		expect([fast, slow]).toEqual([['a', 'b'], []]);
		expect(await told({ cases: [...cases, aCase('b', 6)] })).toEqual([]);
	});
});

describe('the Eka Care Records Trigger on documents', () => {
	const event = 'documentChanged';

	it('tells of uploads and of changes, also in the same second, and of none twice', async () => {
		const { told, asked } = trigger({ event });
		await told({ papers: [{ id: 'old', uploaded: -9 * HOUR }] });
		later(60);
		const papers: Paper[] = [
			{ id: 'old', uploaded: -9 * HOUR },
			{ id: 'p', uploaded: 10 },
		];
		expect(await told({ papers })).toEqual(['p']);
		papers.push({ id: 'q', uploaded: 10 });
		expect(await told({ papers })).toEqual(['q']);
		papers[0] = { ...papers[0]!, changed: 20, title: 'Other' };
		expect(await told({ papers })).toEqual(['old']);
		papers[0] = { ...papers[0], changed: 21, title: 'Paper old' };
		expect(await told({ papers })).toEqual(['old']);
		expect(await told({ papers })).toEqual([]);
		expect(asked.at(-1)).toMatchObject({
			url: 'https://eka.example/mr/api/v1/docs',
			qs: { u_at__gt: SECONDS + 10 - HOUR },
		});
	});

	it('takes no new address of the thumbnail for a change', async () => {
		const { told } = trigger({ event });
		await told({ papers: [{ id: 'p', uploaded: 10, thumbnail: 'https://s3.example/p?signature=1' }] });
		expect(
			await told({ papers: [{ id: 'p', uploaded: 10, thumbnail: 'https://s3.example/p?signature=2' }] }),
		).toEqual([]);
	});
});

describe('the Eka Care Records Trigger while a workflow is being built', () => {
	it('gives what changed last, and remembers nothing', async () => {
		const { told, memory } = trigger({ mode: 'manual' });
		expect(await told({ cases: [aCase('a', -9), aCase('b', -5), deleted('c', -1)] })).toEqual(['b']);
		expect(memory).toEqual({});
	});

	it.each(['caseChanged', 'documentChanged'])('makes up a sample for %s when there is none', async (event) => {
		const [sample, ...more] = (await trigger({ mode: 'manual', event }).polled()) ?? [];
		expect(more).toEqual([]);
		expect(sample).toMatchObject({ event, patient_id: PATIENT });
		expect(JSON.stringify(sample)).toContain('A sample');
	});
});

describe('the Eka Care Records Trigger that cannot poll', () => {
	it.each([
		[401, 'Eka Care did not accept the credential (HTTP 401'],
		[400, 'Eka Care refused the data (HTTP 400'],
	])('says why, with the status %d for n8n, and takes no stock', async (refused, message) => {
		const { polled, memory } = trigger({ refused });
		await expect(polled()).rejects.toMatchObject({
			name: 'NodeApiError',
			message: expect.stringContaining(message) as unknown,
			httpCode: String(refused),
			description: expect.not.stringContaining('Asha') as unknown,
		});
		expect(memory).toEqual({});
	});

	it('goes on where it was when Eka Care answers again', async () => {
		const { polled, told } = trigger({ cases: [aCase('a', -5)] });
		await polled();
		await expect(polled({ refused: 400 })).rejects.toMatchObject({ name: 'NodeApiError' });
		expect(await told({ cases: [aCase('a', -5), aCase('b', 10)] })).toEqual(['b']);
	});

	it.each<[string, Set]>([
		['"Trigger On" is empty', { event: '' }],
		['"Trigger On" is empty', { event: 'toString' }],
		['"Patient" is empty', { patientId: ' ' }],
		['"Patient" is not valid', { patientId: 'two words' }],
		['"Patient" must be a text', { patientId: ['a'] }],
	])('says that %s before it asks anything', async (message, given) => {
		const { polled, asked } = trigger(given);
		await expect(polled()).rejects.toMatchObject({ name: 'NodeOperationError', message });
		expect(asked).toEqual([]);
	});
});

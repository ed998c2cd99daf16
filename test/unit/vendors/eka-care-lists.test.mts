import type { IDataObject, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';

import { listSearch } from '../../../nodes/EkaCare/lists/index.ts';
import { fakeContext, ok } from '../kernel/support.mts';

const BASE = 'https://eka.example';
const CREDENTIALS = { environment: 'custom', baseUrl: BASE, authentication: 'jwt', jwt: 'token', clientId: 'EC_1' };

const ENTITIES = {
	success: true,
	data: {
		clinics: [{ clinic_id: 'c-1', name: 'Quarterdeck', doctors: ['161'] }],
		doctors: [
			{ doctor_id: '162', name: 'Dr. Sandmoor' },
			{ doctor_id: 161, name: 'Dr. Ashgrove' },
			{ doctor_id: '163', name: null },
			{ name: 'nobody' },
		],
	},
};

interface Opening {
	filter?: string;
	page?: string;
	parameters?: IDataObject;
	http: (options: IHttpRequestOptions) => unknown;
}

async function open(name: keyof typeof listSearch, { filter, page, parameters = {}, http }: Opening) {
	const fake = fakeContext({ credentials: CREDENTIALS, http });
	const context = Object.assign(Object.create(fake.context) as object, {
		getCurrentNodeParameter: (one: string) => parameters[one],
	});
	const result = await listSearch[name].call(context as unknown as ILoadOptionsFunctions, filter, page);
	const asked = fake.sent.map(({ url, qs }) => [url.replace(BASE, ''), qs ?? {}]);
	return { ...result, asked, sent: fake.sent };
}

describe('the lists of doctors and clinics', () => {
	it('are read with one request, by name, without what has no id', async () => {
		const { results, asked } = await open('searchDoctors', { http: () => ok(ENTITIES) });
		expect(results).toEqual([
			{ name: '163', value: '163' },
			{ name: 'Dr. Ashgrove', value: '161' },
			{ name: 'Dr. Sandmoor', value: '162' },
		]);
		expect(asked).toEqual([['/dr/v1/business/entities', {}]]);
	});

	it.each([
		['ASH', ['161']],
		['162', ['162']],
		['x', []],
	])('are searched for what is typed: %s', async (filter, ids) => {
		const { results } = await open('searchDoctors', { filter, http: () => ok(ENTITIES) });
		expect(results.map(({ value }) => value)).toEqual(ids);
	});

	it('are read also where they are not wrapped', async () => {
		const { results } = await open('searchClinics', { http: () => ok(ENTITIES.data) });
		expect(results).toEqual([{ name: 'Quarterdeck', value: 'c-1' }]);
	});

	it('say in our words why there are none', async () => {
		const opening = open('searchClinics', { http: () => ok({ error: { code: 'ACCESS_DENIED' } }, 403) });
		await expect(opening).rejects.toThrow("in the credential's workspace");
	});
});

describe('the list of patients', () => {
	const ASHA = { oid: '175', fln: 'asha k', mobile: '9800000001', username: 'PAT-1' };

	it('shows everybody page by page while nothing is typed', async () => {
		const http = () => ok({ profiles: [ASHA], currPageMeta: { currPageNo: 1, pageSize: 50, nextPage: 2 } });
		const first = await open('searchPatients', { http });
		expect(first.results).toEqual([{ name: 'asha k · 9800000001 · PAT-1', value: '175' }]);
		expect(first.paginationToken).toBe('2');
		const last = await open('searchPatients', {
			page: '2',
			http: () => ok({ profiles: [], currPageMeta: { nextPage: -1 } }),
		});
		expect(last.asked).toEqual([['/profiles/v1/patient/minified/', { pageNo: 2, pageSize: 50 }]]);
		expect(last.paginationToken).toBeUndefined();
	});

	it.each([
		['ash', 'ash'],
		['+919800000001', '9800000001'],
	])('asks the search for %s', async (filter, prefix) => {
		const { results, asked } = await open('searchPatients', { filter, http: () => ok([ASHA]) });
		expect(results).toHaveLength(1);
		expect(asked).toEqual([['/profiles/v1/patient/search', { prefix, limit: 50 }]]);
	});

	it.each([
		['+919800000001', ['/profiles/v1/patient/by-mobile/', { mob: '+919800000001' }], ASHA],
		['PAT-1', ['/profiles/v1/patient/PAT-1/username/', { flatten: true }], [ASHA]],
	])('finds %s also where the workspace has no search', async (filter, second, answer) => {
		const http = ({ url }: IHttpRequestOptions) =>
			url.endsWith('/search') ? ok({ message: 'Forbidden' }, 403) : ok(answer);
		const { results, asked } = await open('searchPatients', { filter, http });
		expect(results.map(({ value }) => value)).toEqual(['175']);
		expect(asked[1]).toEqual(second);
	});

	it('is empty when the other finders know nobody', async () => {
		const http = ({ url }: IHttpRequestOptions) => ok({ message: 'no' }, url.endsWith('/search') ? 403 : 404);
		expect((await open('searchPatients', { filter: 'nobody', http })).results).toEqual([]);
	});
});

describe('the list of appointments', () => {
	const START = 1_800_000_000;
	const appointment = (number: number) => ({
		appointment_id: `api-${number}`,
		doctor_id: '161',
		status: 'BK',
		start_time: START + number * 60,
	});
	const http = (count: number) => (options: IHttpRequestOptions) => {
		if (options.url.endsWith('/entities')) return ok(ENTITIES);
		const { page_no } = options.qs as { page_no: number };
		const all = Array.from({ length: count }, (_, number) => appointment(number));
		return ok({ appointments: all.slice(page_no * 30, page_no * 30 + 30) });
	};

	it('shows the time in India, the doctor and the status', async () => {
		const { results } = await open('searchAppointments', { http: http(1) });
		expect(results).toEqual([{ name: '2027-01-15 13:30 · Dr. Ashgrove · BK', value: 'api-0' }]);
	});

	it.each([0, 29, 30, 31])('is whole with %d appointments', async (count) => {
		expect((await open('searchAppointments', { http: http(count) })).results).toHaveLength(count);
	});

	it('begins on the day that is typed and spans the seven days that Eka Care allows', async () => {
		const { asked } = await open('searchAppointments', { filter: '2027-02-26', http: http(0) });
		expect(asked[0]?.[1]).toEqual({ start_date: '2027-02-26', end_date: '2027-03-04', page_no: 0 });
	});

	it('searches in the week for anything else that is typed', async () => {
		const { results } = await open('searchAppointments', { filter: 'api-7', http: http(9) });
		expect(results.map(({ value }) => value)).toEqual(['api-7']);
	});

	it('shows the doctor by the id when the names cannot be had', async () => {
		const { results } = await open('searchAppointments', {
			http: (options) => (options.url.endsWith('/entities') ? ok({ message: 'no' }, 403) : http(1)(options)),
		});
		expect(results[0]?.name).toContain('161');
	});
});

describe('the list of cases', () => {
	it('asks for the patient first', async () => {
		await expect(open('searchCases', { http: () => ok({}) })).rejects.toThrow('needs a patient');
	});

	it('shows all living cases of the chosen patient, the newest first', async () => {
		const pages = [
			{ cases: [{ id: 'k-1', status: 'A', item: { display_name: 'Knee', type: 'OP' } }], next_token: 't' },
			{
				cases: [
					{ id: 'k-2', status: 'D' },
					{ id: 'k-3', status: 'A', item: {} },
				],
				next_token: null,
			},
		];
		const { results, asked, sent } = await open('searchCases', {
			parameters: { patientId: '175' },
			http: ({ qs }) => ok(pages[(qs as { offset?: string }).offset === 't' ? 1 : 0]),
		});
		expect(results).toEqual([
			{ name: 'k-3', value: 'k-3' },
			{ name: 'Knee · OP', value: 'k-1' },
		]);
		expect(asked).toHaveLength(2);
		expect(sent.every(({ headers }) => headers?.['X-Pt-Id'] === '175')).toBe(true);
	});
});

it('has a list for each field that offers one', async () => {
	const { EkaCare } = await import('../../../nodes/EkaCare/EkaCare.node.ts');
	const named = new EkaCare().description.properties.flatMap(({ modes = [] }) =>
		modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
	);
	expect(named.length).toBeGreaterThan(0);
	for (const name of new Set(named)) expect(Object.keys(listSearch)).toContain(name);
});

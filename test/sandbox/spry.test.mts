import { spry } from '../../sandbox/seed.mts';
import { send, signedIn, useVendor, type Reply } from './support.mts';

type Fields = Record<string, unknown>;
interface Envelope {
	code: number;
	data: Record<string, unknown> | null;
	message: string;
}

const PATIENT = '/apis/v1/patient';
const TOKEN = '/apis/v2/oauth/token';

const { sandbox, get, post, rows } = useVendor('spry');
const envelopeOf = (reply: Reply) => reply.body as Envelope;

let serial = 0;
/** Somebody else on every call. */
const patient = (changes: Fields = {}): Fields => ({
	first_name: `Person ${++serial}`,
	last_name: 'Testwood',
	date_of_birth: '1990-02-28',
	sex: 'FEMALE',
	clinic_id: 101,
	...changes,
});

const fullPatient = (): Fields =>
	patient({
		middle_name: 'Q',
		alias: 'Tess',
		mobile: '+1 (617) 555-0109',
		secondary_contact: '6175550110',
		email_address: 'tess@mail.example',
		address: { line1: '1 Elm Street', line2: '', city: 'Boston', state: 'MA', postal_code: '02115' },
		status: 'ACTIVE',
	});

describe('Spry token', () => {
	const good = {
		grant_type: 'client_credentials',
		client_id: spry.clientId,
		client_secret: spry.clientSecret,
		scope: 'read write',
	};
	const ask = (form: Record<string, string>) => send(`${sandbox().spry}${TOKEN}`, { form });

	test('is a JWT that the API accepts, with the organisation and its clinics', async () => {
		const reply = await ask(good);
		expect(reply.status).toBe(200);
		const token = reply.body as { access_token: string };
		expect(token).toMatchObject({
			...{ token_type: 'Bearer', expires_in: 3600, scope: 'read write', organisation_id: 77 },
			clinic_id_list: [101, 102],
		});
		const claims = JSON.parse(Buffer.from(token.access_token.split('.')[1]!, 'base64url').toString()) as Fields;
		expect(claims).toMatchObject({ organisation_id: 77, user_id: spry.userId });
		expect(Number(claims.exp) - Number(claims.iat)).toBe(3600);
		const path = `${PATIENT}/${spry.existingPatient.patient_id}`;
		const opened = await send(`${sandbox().spry}${path}`, {
			headers: { authorization: `Bearer ${token.access_token}` },
		});
		expect(opened.status).toBe(200);
	});

	test.each([
		['a wrong secret', { client_secret: 'guess' }, 401, 'invalid_client'],
		['an unknown client', { client_id: 'somebody' }, 401, 'invalid_client'],
		['another grant type', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
		['an unknown scope', { scope: 'admin' }, 400, 'invalid_scope'],
		['an unknown field', { audience: 'x' }, 400, 'invalid_request'],
		['an empty client id', { client_id: '' }, 400, 'invalid_request'],
	])('is refused for %s', async (_name, changes, status, error) => {
		const reply = await ask({ ...good, ...changes } as Record<string, string>);
		expect(reply).toMatchObject({ status, body: { error, error_description: expect.any(String) } });
	});

	test('is refused when the secret comes in a Basic header or the body is JSON', async () => {
		const { grant_type, scope } = good;
		const basic = `Basic ${Buffer.from(`${spry.clientId}:${spry.clientSecret}`).toString('base64')}`;
		const url = `${sandbox().spry}${TOKEN}`;
		const inHeader = await send(url, { form: { grant_type, scope }, headers: { authorization: basic } });
		const asJson = await send(url, { json: good });
		for (const { status, body } of [inHeader, asJson]) {
			expect({ status, body }).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
		}
	});
});

describe('Spry patient', () => {
	test('is created with every documented field, and found when the same person comes again', async () => {
		const given = fullPatient();
		const created = envelopeOf(await post(PATIENT, given));
		expect(created).toMatchObject({ code: 2000, data: { status: 'ACTIVE', address: { postal_code: '02115' } } });
		const id = created.data?.patient_id as number;

		const again = await post(PATIENT, { ...given, mobile: '6175550199' });
		expect(again.status).toBe(200);
		expect(envelopeOf(again)).toMatchObject({ code: 2301, data: { patient_id: id } });
		expect(Object.keys(envelopeOf(again).data ?? {}).sort()).toEqual([
			'first_name',
			'last_name',
			'organisation_id',
			'patient_id',
			'status',
		]);
		expect((await rows('spry_patient')).filter((row) => row.patient_id === id)).toHaveLength(1);

		const read = envelopeOf(await get(`${PATIENT}/${id}`));
		const { clinic_id: _, ...kept } = given;
		expect(read).toMatchObject({ code: 2000, data: { ...kept, patient_id: id } });
	});

	test('is a new one when name, birth date, sex or clinic differ', async () => {
		const given = patient();
		await post(PATIENT, given);
		const others = [{ last_name: 'Other' }, { date_of_birth: '1991-01-01' }, { sex: 'MALE' }, { clinic_id: 102 }];
		for (const change of others) expect(envelopeOf(await post(PATIENT, { ...given, ...change })).code).toBe(2000);
	});

	test('takes a postal code as a number, and as text only when it begins with a zero', async () => {
		const codes: Array<[unknown, number]> = [
			...([
				[2115, 2000],
				[10001, 2000],
				['02115', 2000],
				['02115-1234', 2000],
			] as Array<[unknown, number]>),
			...([
				['10001', 4000],
				['2115', 4000],
				['0211', 4000],
				[2115.5, 4000],
				[null, 4000],
			] as Array<[unknown, number]>),
		];
		for (const [postal_code, code] of codes) {
			expect([postal_code, envelopeOf(await post(PATIENT, patient({ address: { postal_code } }))).code]).toEqual([
				postal_code,
				code,
			]);
		}
	});

	test.each<[string, Fields]>([
		['an unknown field', { nickname: 'x' }],
		['a missing first name', { first_name: undefined }],
		['an empty last name', { last_name: '' }],
		['a missing birth date', { date_of_birth: undefined }],
		['a birth date that does not exist', { date_of_birth: '1990-02-30' }],
		['a birth date with a time', { date_of_birth: '1990-02-28T00:00:00Z' }],
		['an unknown sex', { sex: 'Female' }],
		['a clinic id as text', { clinic_id: '101' }],
		['a clinic nobody knows', { clinic_id: 999 }],
		['seventeen digits of a phone', { mobile: '12345678901234567' }],
		['a phone as a number', { mobile: 6175550109 }],
		['an e-mail address without a host', { email_address: 'tess@' }],
		['a state in full', { address: { state: 'Massachusetts' } }],
		['an unknown part of the address', { address: { country: 'US' } }],
		['an unknown status', { status: 'NEW' }],
		['null for an optional field', { middle_name: null }],
	])('is refused with status 200 and code 4000 for %s', async (_name, changes) => {
		const before = (await rows('spry_patient')).length;
		const reply = await post(PATIENT, patient(changes));
		expect(reply).toMatchObject({
			status: 200,
			body: { code: 4000, data: null, message: expect.stringMatching(/\w/) },
		});
		expect(await rows('spry_patient')).toHaveLength(before);
	});

	test.each(['text/plain', 'application/x-www-form-urlencoded', undefined])(
		'is refused when the content type is %s',
		async (type) => {
			const raw = Buffer.from(JSON.stringify(patient()));
			const headers = { ...(await signedIn(sandbox(), 'spry')), 'content-type': type };
			const reply = await send(`${sandbox().spry}${PATIENT}`, { raw, headers });
			expect(reply).toMatchObject({ status: 200, body: { code: 4000, data: null } });
		},
	);

	test('is not found under another ID or with an unknown query parameter', async () => {
		for (const path of ['/999999', '/abc', '/0', `/${spry.existingPatient.patient_id}?full=1`]) {
			expect(await get(PATIENT + path)).toMatchObject({ status: 400, body: { code: 4000, data: null } });
		}
	});

	test('has its insurance cards listed', async () => {
		const reply = await get(`/apis/v1/insurance/cards?patient_id=${spry.existingPatient.patient_id}`);
		expect(reply).toMatchObject({ status: 200, body: { code: 2000, data: spry.insuranceCards } });
		const other = envelopeOf(await post(PATIENT, patient())).data?.patient_id;
		expect(envelopeOf(await get(`/apis/v1/insurance/cards?patient_id=${other}`)).data).toEqual([]);
		for (const query of ['', '?patient_id=abc', '?patient_id=999999', '?patient_id=1&page=1']) {
			expect(await get(`/apis/v1/insurance/cards${query}`)).toMatchObject({ status: 400, body: { code: 4000 } });
		}
	});
});

describe('Spry metadata', () => {
	const search = '/apis/soap-enrichment/v1/bcs/icd/search';

	test('finds ICD codes by code, with or without its dot, and by wording', async () => {
		for (const q of ['M54.50', 'm5450', 'low back']) {
			const { data } = envelopeOf(
				await get(`${search}?q=${encodeURIComponent(q)}&rev=ICD10&speciality=MSK&payerType=`),
			);
			expect(data).toMatchObject({ total: 1, content: null, results: [{ id: 5101, code: 'M54.50' }] });
		}
		expect(envelopeOf(await get(`${search}?q=zzz`)).data).toMatchObject({ total: 0, results: [] });
	});

	test('refuses an ICD search without a text or with an unknown parameter', async () => {
		for (const query of ['', '?q=', '?q=a&page=1', '?q=a&q=b']) {
			expect(await get(search + query)).toMatchObject({ status: 400, body: { code: 4000, data: null } });
		}
	});

	test('lists the specializations of the own organisation only', async () => {
		const path = (id: number | string) => `/apis/v4/organisation/${id}/config/dynamic-form`;
		const all = spry.specializations.map((category) => ({ category }));
		expect(envelopeOf(await get(path(77)))).toMatchObject({ code: 2000, data: all });
		expect(envelopeOf(await get(`${path(77)}?size=2`)).data).toEqual(all.slice(0, 2));
		for (const wrong of [path(78), path('x'), `${path(77)}?size=many`]) {
			expect(await get(wrong)).toMatchObject({ status: 400, body: { code: 4000 } });
		}
	});
});

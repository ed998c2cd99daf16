import { randomUUID } from 'node:crypto';
import { ekaCare } from '../../sandbox/seed.mts';
import { useVendor } from './support.mts';

type Fields = Record<string, unknown>;

const PATIENTS = '/profiles/v1/patient/';
const people = ekaCare.patients;
const [first] = people;
const word = expect.stringMatching(/\w/) as unknown;
const invalid = { status: 400, body: { error: { code: 'invalid_request', message: word } } };
const unknown = { status: 404, body: { code: 'profile_not_found', message: word } };
const { get, post, call, rows } = useVendor('ekaCare');

const person = (changes: Fields = {}): Fields => ({ fn: 'Nova', dob: '1999-09-09', gen: 'F', ...changes });
const create = async (changes: Fields = {}) => {
	const reply = await post(PATIENTS, person(changes));
	expect(reply.status).toBe(201);
	return (reply.body as { oid: string }).oid;
};

describe('an Eka Care patient', () => {
	test('is added with every field and read back under other names', async () => {
		const username = randomUUID();
		const given = {
			...{ mn: 'Q', ln: 'Testwood', s: 'Ms.', bloodgroup: 'O+', mobile: '+919800099001', username },
			...{
				email: 'Nova@Clinic.Example',
				abha: 'nova@abdm',
				extras: { plan: 'gold', _hidden: 1, more: { a: [1] } },
			},
		};
		const oid = await create(given);
		const profile = await get(`${PATIENTS}${oid}`);
		expect(profile).toMatchObject({
			status: 200,
			body: {
				...{
					oid,
					wid: ekaCare.workspaceId,
					ps: 'P',
					fn: 'nova',
					mn: 'q',
					ln: 'testwood',
					fln: 'nova q testwood',
				},
				...{ bg: 'O+', ccd: '+91', mobile: '9800099001', email: 'nova@clinic.example', arc: false },
				...{ gen: 'F', dob: '1999-09-09', is_age: false, username, c_ate: expect.any(Number) },
			},
		});
		expect((profile.body as Fields).extras).toEqual({ plan: 'gold', more: { a: [1] } });
		expect((await get(`${PATIENTS}${oid}`, { auth: undefined })).status).toBe(200);
	});

	test('can be given a full name, which is split', async () => {
		const oid = await create({ fn: undefined, fln: 'Mira Del Mar Oakes' });
		expect((await get(`${PATIENTS}${oid}`)).body).toMatchObject({ fn: 'mira', mn: 'del mar', ln: 'oakes' });
	});

	test.each<[string, Fields]>([
		['an unknown field', { note: 'x' }],
		['an id', { oid: '1' }],
		['no date of birth', { dob: undefined }],
		['no gender', { gen: undefined }],
		['a gender in words', { gen: 'female' }],
		['no name', { fn: undefined }],
		['a full name and its parts', { fln: 'Nova Testwood' }],
		['a mobile number without country code', { mobile: '9800099001' }],
		['an unknown blood group', { bloodgroup: 'O' }],
		['the blood group under its name of reading', { bg: 'O+' }],
		['an e-mail address that is none', { email: 'nova' }],
		['a date that is none', { dob: '09/09/1999' }],
		['a list of objects', { extras: { list: [{}] } }],
		['two levels of extras', { extras: { a: { b: { c: 1 } } } }],
		['a name of 17 characters in the extras', { extras: { ['k'.repeat(17)]: 1 } }],
		['a user name that is taken', { username: first!.partnerId }],
	])('is not added with %s', async (_name, changes) => {
		const before = (await rows('eka_patient')).length;
		expect(await post(PATIENTS, person(changes))).toMatchObject(invalid);
		expect(await rows('eka_patient')).toHaveLength(before);
	});

	test('is changed in what is sent only', async () => {
		const username = randomUUID();
		const oid = await create({ username, ln: 'Before' });
		expect(await call('PATCH', `${PATIENTS}${oid}`, { ln: 'After', bloodgroup: 'A-' })).toMatchObject({
			status: 200,
			body: { message: word },
		});
		expect((await get(`${PATIENTS}${oid}`)).body).toMatchObject({ fn: 'nova', ln: 'after', bg: 'A-', username });
		expect(await call('PATCH', `${PATIENTS}${oid}`, { username })).toMatchObject(invalid);
		expect(await call('PATCH', `${PATIENTS}${oid}`, { note: 1 })).toMatchObject(invalid);
		expect(await call('PATCH', `${PATIENTS}100000000000000`, { ln: 'x' })).toMatchObject(unknown);
	});

	test('is archived once, keeps its user name, and is found no more', async () => {
		const username = randomUUID();
		const oid = await create({ username, fn: 'Quorra' });
		expect((await call('DELETE', `${PATIENTS}${oid}`)).status).toBe(200);
		expect(await call('DELETE', `${PATIENTS}${oid}`)).toMatchObject(unknown);
		expect((await get(`${PATIENTS}${oid}`)).body).toMatchObject({ arc: true });
		expect((await get(`${PATIENTS}search?prefix=quorra`)).body).toEqual([]);
		expect(await post(PATIENTS, person({ username }))).toMatchObject(invalid);
	});

	test('is found by user name, by phone number and by the start of a name', async () => {
		expect(await get(`${PATIENTS}${first!.partnerId}/username/?flatten=true`)).toMatchObject({
			status: 200,
			body: [{ oid: first!.oid }],
		});
		expect(await get(`${PATIENTS}nobody/username/?flatten=true`)).toMatchObject(unknown);
		expect(await get(`${PATIENTS}${first!.partnerId}/username/`)).toMatchObject(invalid);

		const mob = (mobile: string) => `${PATIENTS}by-mobile/?mob=${encodeURIComponent(mobile)}`;
		const shared = await get(mob(first!.mobile));
		expect((shared.body as Fields[]).map(({ oid }) => oid)).toEqual([first!.oid, people.at(-1)!.oid]);
		expect((await get(`${mob(people[1]!.mobile)}&full_profile=true`)).body).toMatchObject({
			oid: people[1]!.oid,
			gen: 'M',
		});
		expect((await get(mob('+919800099999'))).body).toEqual([]);
		expect(await get(`${PATIENTS}by-mobile/?mob=${first!.mobile}`)).toMatchObject(invalid);

		const hit = { oid: first!.oid, fln: 'maren holloway', username: first!.partnerId };
		for (const prefix of ['mare', 'Hollow', first!.partnerId, first!.mobile.slice(3)]) {
			const { body } = await get(`${PATIENTS}search?prefix=${prefix}&select=gen`);
			expect(body).toEqual(expect.arrayContaining([expect.objectContaining({ ...hit, gen: 'F' })]));
		}
		expect(await get(`${PATIENTS}search?prefix=a&limit=51`)).toMatchObject(invalid);
		expect(await get(`${PATIENTS}search?prefix=a&select=email`)).toMatchObject(invalid);
	});

	test('is listed page by page, counted from 1', async () => {
		const pages: Fields[][] = [];
		for (let page = 1; page !== -1 && pages.length < 50; ) {
			const { status, body } = await get(`${PATIENTS}minified/?pageNo=${page}&pageSize=20&select=dob`);
			expect(status).toBe(200);
			const { profiles, currPageMeta } = body as { profiles: Fields[]; currPageMeta: { nextPage: number } };
			pages.push(profiles);
			page = currPageMeta.nextPage;
		}
		const living = (await rows('eka_patient')).filter(({ archived }) => archived === 0);
		expect(pages.flat().map(({ oid }) => oid)).toEqual(living.map(({ oid }) => oid));
		expect(Object.keys(pages[0]![0]!).sort()).toEqual(['dob', 'fln', 'mobile', 'oid', 'username']);
		expect((await get(`${PATIENTS}minified/?pageNo=1&from=4000000000`)).body).toMatchObject({ profiles: [] });
		expect(await get(`${PATIENTS}minified/`)).toMatchObject(invalid);
		expect(await get(`${PATIENTS}minified/?pageNo=0`)).toMatchObject(invalid);
		expect(await get(`${PATIENTS}minified/?pageNo=1&pageSize=2001`)).toMatchObject(invalid);
	});

	test('is refused without client id and without a token', async () => {
		expect(await get(`${PATIENTS}${first!.oid}`, { 'client-id': undefined })).toMatchObject(invalid);
		const unauthorised = { status: 401, body: { error: { code: word, message: word } } };
		expect(await get(`${PATIENTS}${first!.oid}`, { authorization: undefined })).toMatchObject(unauthorised);
	});
});

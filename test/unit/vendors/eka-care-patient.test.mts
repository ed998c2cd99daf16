import type { IDataObject } from 'n8n-workflow';

import { create } from '../../../nodes/EkaCare/actions/patient/create.operation.ts';
import { getAll } from '../../../nodes/EkaCare/actions/patient/getAll.operation.ts';
import { assertExtras } from '../../../nodes/EkaCare/actions/patient/extras.ts';
import { lookUpCreated, withPhone } from '../../../nodes/EkaCare/actions/patient/profiles.ts';
import { search } from '../../../nodes/EkaCare/actions/patient/search.operation.ts';
import { update } from '../../../nodes/EkaCare/actions/patient/update.operation.ts';
import type { OutputItem, RequestSpec } from '../../../nodes/shared/types.ts';
import { placeOf, refusalOf, rejectionOf } from '../kernel/support.mts';
import { answerOf, documented, requestOf, wireFields } from './support.mts';

const INPUT = { body: {}, timezone: 'UTC', index: 0, notes: {}, account: {}, files: () => [] };

describe('all patients', () => {
	const PAGE = 2000;
	/** A workspace with some patients, as Eka Care pages it. */
	const workspace = (count: number) => {
		const asked: IDataObject[] = [];
		const send = async ({ query = {} }: RequestSpec) => {
			asked.push(query);
			const { pageNo, pageSize } = query as { pageNo: number; pageSize: number };
			const all = Array.from({ length: count }, (_, number) => ({ oid: String(number) }));
			const profiles = all.slice((pageNo - 1) * pageSize, pageNo * pageSize);
			const nextPage = pageNo * pageSize < count ? pageNo + 1 : -1;
			return answerOf(200, { profiles, currPageMeta: { currPageNo: pageNo, pageSize, nextPage } });
		};
		return { asked, send };
	};

	it.each([
		[0, 1],
		[1, 1],
		[PAGE, 1],
		[PAGE + 1, 2],
		[2 * PAGE + 1, 3],
	])('are got whole when there are %d, in %d pages', async (count, pages) => {
		const { asked, send } = workspace(count);
		const items = await getAll.steps({ ...INPUT, params: { returnAll: true } }, send);
		expect((items as OutputItem[]).map(({ json }) => json.oid)).toEqual(
			Array.from({ length: count }, (_, number) => String(number)),
		);
		expect(asked.map(({ pageNo }) => pageNo)).toEqual(Array.from({ length: pages }, (_, page) => page + 1));
	});

	it.each([
		[1, 1, 1],
		[50, 50, 1],
		[PAGE + 5, PAGE, 2],
	])('are got up to a limit of %d in pages of %d', async (limit, pageSize, pages) => {
		const { asked, send } = workspace(3 * PAGE);
		const items = await getAll.steps({ ...INPUT, params: { returnAll: false, limit } }, send);
		expect(items).toHaveLength(limit);
		expect(asked).toHaveLength(pages);
		expect(asked[0]?.pageSize).toBe(pageSize);
	});

	it('end with an answer that says nothing of a next page', async () => {
		const send = async () => answerOf(200, { profiles: [{ oid: '1' }] });
		expect(await getAll.steps({ ...INPUT, params: { returnAll: true } }, send)).toHaveLength(1);
	});
});

describe('a telephone number', () => {
	it.each([
		[{ ccd: '+91', mobile: '9800000001' }, '+919800000001'],
		[{ ccd: 91, mobile: 9800000001 }, '+919800000001'],
		[{ ccd: '', mobile: '9800000001' }, undefined],
		[{ mobile: '9800000001' }, undefined],
		[{ ccd: '+91' }, undefined],
	])('is put together again from %j', (profile, phone) => expect(withPhone(profile).phone).toBe(phone));
});

describe('extras', () => {
	const place = placeOf();

	it.each([[{}], [{ a: 1, b: [1, 'x'], c: { d: true, e: [null] } }], [{ sixteen_letters_: 1 }]])(
		'may be %j',
		(extras) => expect(() => assertExtras(extras, place)).not.toThrow(),
	);

	it.each([
		[{ seventeen_letters: 1 }, 'key'],
		[{ _hidden: 1 }, 'key'],
		[{ a: { _hidden: 1 } }, 'key'],
		[{ a: { b: { c: 1 } } }, 'nested'],
		[{ a: [[1]] }, 'nested'],
		[{ a: [{ b: 1 }] }, 'nested'],
	])('may not be %j', (extras, word) => {
		expect(refusalOf(() => assertExtras(extras, place)).message).toContain(word);
	});
});

const PROFILE = {
	abha: undefined,
	bloodgroup: ['A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-'],
	email: undefined,
	extras: undefined,
	mn: undefined,
	ln: undefined,
	mobile: undefined,
	s: undefined,
	username: undefined,
};

it('can write all that the vendor documents of a patient', () => {
	const genders = ['M', 'F', 'O'];
	expect(wireFields(create.fields)).toEqual(
		documented({ ...PROFILE, 'dob*': undefined, 'gen*': genders, 'fn*': undefined, 'fln*': undefined }),
	);
	expect(wireFields(update.fields)).toEqual(
		documented({ ...PROFILE, dob: undefined, gen: genders, fn: undefined, fln: undefined }),
	);
});

describe('a change', () => {
	const change = async (updateFields: IDataObject) =>
		await requestOf(update, { parameters: { patientId: '175', updateFields } });

	it('of nothing is refused', async () => {
		expect(await rejectionOf(change({}))).toMatchObject({ field: 'Update Fields' });
	});

	it.each([[{ firstName: 'A' }], [{ middleName: 'A' }], [{ lastName: 'A' }]])(
		'of the whole name and %j is refused',
		async (part) => {
			expect(await rejectionOf(change({ fullName: 'A B', ...part }))).toMatchObject({ field: 'Full Name' });
		},
	);
});

describe('the look at a patient that was perhaps created', () => {
	const NOW = Date.parse('2027-01-15T09:30:00Z');
	const BODY = { username: 'PAT-1', gen: 'F', dob: '1990-05-17', fn: 'Asha' };
	const lookUp = lookUpCreated(BODY, NOW)!;
	const found = (changes: IDataObject) =>
		answerOf(200, [{ oid: '175', gen: 'F', dob: '1990-05-17', c_ate: NOW / 1000, ...changes }]);

	it('is taken by the username, and without one not at all', () => {
		expect(lookUp.request).toMatchObject({ method: 'GET', path: '/profiles/v1/patient/PAT-1/username/' });
		expect(lookUpCreated({ gen: 'F' }, NOW)).toBeUndefined();
	});

	it('finds it, or finds that it is not there', () => {
		expect(lookUp.request.isComplete?.(found({}))).toBe(true);
		expect(lookUp.find(found({}))).toMatchObject({ oid: '175' });
		const nobody = answerOf(404, { code: 'profile_not_found' });
		expect(lookUp.request.accepts?.(nobody)).toBe(true);
		expect(lookUp.find(nobody)).toBeUndefined();
	});

	it.each([[{ gen: 'M' }], [{ dob: '1991-05-17' }], [{ c_ate: NOW / 1000 - 86_400 }]])(
		'does not take somebody else for it: %j',
		(other) => expect(lookUp.request.isComplete?.(found(other))).toBe(false),
	);

	it('does not take the page of a server in between for an answer', () => {
		expect(lookUp.request.accepts?.({ ...answerOf(404, 'Not Found'), unreadable: true })).toBe(false);
	});
});

it('says of a search that the workspace does not have what to use instead', () => {
	const output = () => search.output(answerOf(403, { message: 'no' }), { ...INPUT, params: {} });
	expect(refusalOf(output)).toMatchObject({
		kind: 'forbidden',
		description: expect.stringContaining('Find by Mobile'),
	});
});

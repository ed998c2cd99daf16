import { choice, day, epochSeconds, group, integer, integerId, text, textList } from '../../../../nodes/shared/fields/convert.ts';
import { readFields } from '../../../../nodes/shared/fields/read.ts';
import type { Field } from '../../../../nodes/shared/types.ts';
import { isEmpty, isRecord, setAt } from '../../../../nodes/shared/values.ts';
import { fieldOf, refusalOf } from '../support.mts';

const read = (fields: Field[], values: Record<string, unknown>, timezone = 'UTC') =>
	readFields(fields, (field) => values[field.name], timezone);
const refused = (fields: Field[], values: Record<string, unknown>) => refusalOf(() => read(fields, values));

const NAME = fieldOf({ name: 'firstName', displayName: 'First Name', required: true, sends: text('first_name') });
const CITY = fieldOf({ name: 'city', displayName: 'City', sends: text('city') });

describe('the fields of an operation', () => {
	it('reach the body under the names of the vendor, and the parameters under their own', () => {
		const local = fieldOf({ name: 'switch', sends: choice(undefined, { open: true }) });
		expect(read([NAME, CITY, local], { firstName: ' Maria ', city: 'Boston', switch: 'on' })).toEqual({
			body: { first_name: 'Maria', city: 'Boston' },
			params: { firstName: 'Maria', city: 'Boston', switch: 'on' },
		});
	});

	it.each([undefined, null, '', '   ', '\n\t'])('are left out when a person left them empty: %j', (city) => {
		expect(read([NAME, CITY], { firstName: 'Maria', city })).toEqual({
			body: { first_name: 'Maria' },
			params: { firstName: 'Maria' },
		});
	});

	it.each([undefined, null, '', '   '])('are refused by name when they are required and empty: %j', (firstName) => {
		expect(refused([NAME], { firstName })).toEqual({
			kind: 'input',
			field: 'First Name',
			message: '"First Name" is empty',
			description: expect.stringContaining('expression'),
		});
	});

	it('send a zero, a false and an empty object, which are values', () => {
		const fields = [
			fieldOf({ name: 'limit', type: 'number', sends: integer('limit') }),
			fieldOf({ name: 'direct', type: 'boolean', sends: { as: 'direct', convert: (value) => value } }),
			fieldOf({ name: 'meta', type: 'json', sends: { as: 'meta', convert: (value) => value } }),
		];
		expect(read(fields, { limit: 0, direct: false, meta: {} }).body).toEqual({ limit: 0, direct: false, meta: {} });
	});

	it('nest where the name of the vendor has dots', () => {
		const fields = [
			fieldOf({ name: 'start', sends: epochSeconds('details.time.start') }),
			fieldOf({ name: 'mode', sends: text('details.mode') }),
		];
		expect(read(fields, { start: '2027-01-15T09:30', mode: 'VIDEO' }, 'Asia/Kolkata').body).toEqual({
			details: { time: { start: Date.parse('2027-01-15T04:00:00Z') / 1000 }, mode: 'VIDEO' },
		});
	});

	it('are not read when a switch hides them', () => {
		const valueOf = jest.fn(
			(field: Field): unknown => ({ kind: 'eka', doctorId: 'd1', partnerDoctorId: '' })[field.name],
		);
		const fields = [
			fieldOf({ name: 'kind', sends: choice(undefined, { open: true }) }),
			fieldOf({
				name: 'doctorId',
				required: true,
				displayOptions: { show: { kind: ['eka'] } },
				sends: text('doctor_id'),
			}),
			fieldOf({
				name: 'partnerDoctorId',
				required: true,
				displayOptions: { show: { kind: ['partner'] } },
				sends: text('partner_doctor_id'),
			}),
		];
		expect(readFields(fields, valueOf, 'UTC').body).toEqual({ doctor_id: 'd1' });
		expect(valueOf).not.toHaveBeenCalledWith(fields[2]);
	});

	it('need all conditions to show, and one to hide', () => {
		const switches = ['a', 'b'].map((name) => fieldOf({ name, sends: text() }));
		const shown = fieldOf({ name: 'x', displayOptions: { show: { a: ['1'], b: ['1', '2'] } }, sends: text('x') });
		const hidden = fieldOf({ name: 'y', displayOptions: { hide: { a: ['1'], b: ['9'] } }, sends: text('y') });
		const both = { x: 'x', y: 'y' };
		expect(read([...switches, shown, hidden], { ...both, a: '1', b: '2' }).body).toEqual({ x: 'x' });
		expect(read([...switches, shown, hidden], { ...both, a: '2', b: '2' }).body).toEqual({ y: 'y' });
	});

	it('stay unsent when nothing says how, and when nothing is left of the value', () => {
		const fields = [
			fieldOf({ name: 'notice', type: 'notice' }),
			fieldOf({ name: 'parts', sends: textList('parts') }),
			fieldOf({ name: 'gone', sends: { as: 'gone', convert: () => undefined } }),
		];
		expect(read(fields, { notice: 'x', parts: ' , ', gone: 'x' })).toEqual({ body: {}, params: {} });
	});

	it('with several values lose the empty ones, and take a text with commas as well', () => {
		const parts = fieldOf({ name: 'parts', typeOptions: { multipleValues: true }, sends: textList('parts') });
		expect(read([parts], { parts: ['Knee', '', null, 'Hip'] }).body).toEqual({ parts: ['Knee', 'Hip'] });
		expect(read([parts], { parts: 'Knee, Hip' }).body).toEqual({ parts: ['Knee', 'Hip'] });
		expect(read([parts], { parts: [] }).body).toEqual({});
	});

	it('that are required are refused when several values hold nothing', () => {
		const parts = fieldOf({
			name: 'parts',
			required: true,
			typeOptions: { multipleValues: true },
			sends: textList('parts'),
		});
		expect(refused([parts], { parts: [] }).message).toBe('"Field parts" is empty');
		expect(refused([parts], { parts: [''] }).message).toBe('"Field parts" is empty');
	});
});

describe('a collection', () => {
	const collection = (...options: Field[]) =>
		fieldOf({
			name: 'additionalFields',
			displayName: 'Additional Fields',
			type: 'collection',
			default: {},
			options,
		});

	it('gives only the fields a person added', () => {
		const valueful = collection(CITY, fieldOf({ name: 'limit', sends: integer('limit') }), NAME);
		expect(read([valueful], { additionalFields: { limit: '3' } }).body).toEqual({ limit: 3 });
		expect(read([valueful], { additionalFields: {} }).body).toEqual({});
		expect(read([valueful], {}).body).toEqual({});
	});

	it('refuses a required field that was added and left empty', () => {
		expect(refused([collection(NAME)], { additionalFields: { firstName: ' ' } }).message).toBe(
			'"First Name" is empty',
		);
	});

	it.each([
		['text', 'x'],
		['list', [{}]],
		['number', 5],
	])('given as a %s is refused', (_kind, additionalFields) => {
		expect(refused([collection(CITY)], { additionalFields }).message).toContain('"Additional Fields"');
	});

	it('ignores names that it does not have, also those every object has', () => {
		expect(
			read([collection(CITY)], { additionalFields: { constructor: 'x', other: 1, city: 'Pune' } }).body,
		).toEqual({
			city: 'Pune',
		});
	});

	it('does not send a field that a switch of the same collection hides', () => {
		const fields = collection(
			fieldOf({ name: 'kind', sends: text() }),
			fieldOf({ name: 'onlyForB', displayOptions: { show: { kind: ['b'] } }, sends: text('only_for_b') }),
		);
		expect(read([fields], { additionalFields: { kind: 'b', onlyForB: 'x' } }).body).toEqual({ only_for_b: 'x' });
		expect(read([fields], { additionalFields: { kind: 'a', onlyForB: 'x' } }).body).toEqual({});
	});
});

describe('a fixed collection with one entry', () => {
	const address = (more: Partial<Field> = {}) =>
		fieldOf({
			name: 'address',
			displayName: 'Address',
			type: 'fixedCollection',
			default: {},
			sends: group('address'),
			options: [
				{
					displayName: 'Address',
					name: 'details',
					values: [
						CITY,
						fieldOf({
							name: 'postalCode',
							displayName: 'Postal Code',
							required: true,
							sends: integer('geo.postal_code'),
						}),
						fieldOf({ name: 'since', displayName: 'Since', sends: day('since') }),
					],
				},
			],
			...more,
		});

	it('is one nested object of the vendor, its parameter too', () => {
		const details = { city: 'Boston', postalCode: '10001', since: '2026-03-01T02:30:00Z' };
		const wanted = { city: 'Boston', geo: { postal_code: 10001 }, since: '2026-02-28' };
		expect(read([address()], { address: { details } }, 'America/New_York')).toEqual({
			body: { address: wanted },
			params: { address: wanted },
		});
	});

	it('names a field inside with its parent', () => {
		expect(refused([address()], { address: { details: { city: 'Boston' } } })).toMatchObject({
			field: 'Address > Postal Code',
			message: '"Address > Postal Code" is empty',
		});
		expect(refused([address()], { address: { details: { postalCode: 'x' } } }).message).toBe(
			'"Address > Postal Code" is not a whole number',
		);
	});

	it.each([undefined, null, '', {}, { details: undefined }, { details: null }, { other: { city: 'x' } }])(
		'is left out when it holds nothing: %j',
		(value) => {
			expect(read([address()], { address: value })).toEqual({ body: {}, params: {} });
		},
	);

	it('is left out when all its fields are empty', () => {
		const optional = address({ options: [{ displayName: 'Address', name: 'details', values: [CITY] }] });
		expect(read([optional], { address: { details: { city: ' ' } } })).toEqual({ body: {}, params: {} });
	});

	it('is refused when it is required and holds nothing', () => {
		expect(refused([address({ required: true })], { address: {} }).message).toBe('"Address" is empty');
	});

	it.each(['x', 5, [], [{}]])('is refused when it is %j', (value) => {
		expect(refused([address()], { address: value }).message).toBe('"Address" is not a set of fields');
	});

	it.each(['x', 5, [{ city: 'Boston' }]])('is refused when its entry is %j', (details) => {
		expect(refused([address()], { address: { details } }).message).toBe('"Address" is not a set of fields');
	});

	it('may hide a field by a switch inside, and may refuse two fields together', () => {
		const values = [
			fieldOf({ name: 'kind', sends: text('kind') }),
			fieldOf({ name: 'extra', required: true, displayOptions: { show: { kind: ['b'] } }, sends: text('extra') }),
		];
		const field = address({ options: [{ displayName: 'Address', name: 'details', values }] });
		expect(read([field], { address: { details: { kind: 'a', extra: 'x' } } }).body).toEqual({
			address: { kind: 'a' },
		});
		expect(refused([field], { address: { details: { kind: 'b' } } }).field).toBe('Address > Field extra');
	});

	it('says "Parent > Child" also inside a collection', () => {
		const whole = fieldOf({ name: 'additionalFields', type: 'collection', options: [address()] });
		expect(refused([whole], { additionalFields: { address: { details: {} } } }).field).toBe(
			'Address > Postal Code',
		);
	});
});

describe('a fixed collection with several entries', () => {
	const codes = fieldOf({
		name: 'icdCodes',
		displayName: 'ICD Codes',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		sends: group('icd_codes'),
		options: [
			{
				displayName: 'Code',
				name: 'codes',
				values: [
					fieldOf({ name: 'id', displayName: 'ID', required: true, sends: integerId('id') }),
					fieldOf({ name: 'code', displayName: 'Code', sends: text('code') }),
				],
			},
		],
	});

	it('is a list in order', () => {
		expect(read([codes], { icdCodes: { codes: [{ id: '2', code: 'B' }, { id: 1 }] } }).body).toEqual({
			icd_codes: [{ id: 2, code: 'B' }, { id: 1 }],
		});
	});

	it('takes a single entry for a list of one', () => {
		expect(read([codes], { icdCodes: { codes: { id: 1 } } }).body).toEqual({ icd_codes: [{ id: 1 }] });
	});

	it('names the entry that cannot be sent by its number', () => {
		expect(refused([codes], { icdCodes: { codes: [{ id: 1 }, { id: 'x' }] } }).message).toBe(
			'"ICD Codes 2 > ID" is not a whole number',
		);
		expect(refused([codes], { icdCodes: { codes: [{ id: 1 }, 'x'] } }).message).toBe(
			'"ICD Codes 2" is not a set of fields',
		);
	});

	it.each([{}, { codes: [] }, { codes: null }])('is left out when it holds nothing: %j', (icdCodes) => {
		expect(read([codes], { icdCodes })).toEqual({ body: {}, params: {} });
	});
});

describe('small helpers of values', () => {
	it.each([
		[{}, true],
		[Object.create(null), true],
		[[], false],
		[null, false],
		['x', false],
		[undefined, false],
	])('know whether %j is an object', (value, wanted) => {
		expect(isRecord(value)).toBe(wanted);
	});

	it.each([
		[undefined, true],
		[null, true],
		[' \n', true],
		[0, false],
		[false, false],
		[{}, false],
		['0', false],
	])('know whether %j was left empty', (value, wanted) => {
		expect(isEmpty(value)).toBe(wanted);
	});

	it('put a value at a place, making what is missing and keeping what is there', () => {
		const target: Record<string, unknown> = { a: { kept: 1 }, b: 'text' };
		setAt(target, 'a.x', 2);
		setAt(target, 'b.y.z', 3);
		setAt(target, 'c', 4);
		expect(target).toEqual({ a: { kept: 1, x: 2 }, b: { y: { z: 3 } }, c: 4 });
	});
});

describe('a locator inside of a collection', () => {
	const clinic = fieldOf({ name: 'clinicId', type: 'resourceLocator', sends: integerId('clinic_id') });
	const collection = fieldOf({ name: 'additionalFields', type: 'collection', options: [clinic] });
	const body = (clinicId: unknown) => read([collection], { additionalFields: { clinicId } }).body;

	it('gives what was picked, in whatever mode', () => {
		expect(body({ __rl: true, mode: 'list', value: '101', cachedResultName: 'Boston' })).toEqual({
			clinic_id: 101,
		});
		expect(body({ __rl: true, mode: 'id', value: 101 })).toEqual({ clinic_id: 101 });
	});

	it('gives a value that an expression put in its place', () => {
		expect(body('101')).toEqual({ clinic_id: 101 });
	});

	it('is left out when nothing was picked', () => {
		expect(body({ __rl: true, mode: 'list', value: '' })).toEqual({});
	});

	it('is read in the entries of a fixed collection as well', () => {
		const fixed = fieldOf({
			name: 'clinics',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			options: [{ displayName: 'Clinic', name: 'entries', values: [clinic] }],
			sends: { as: 'clinics', convert: (value) => value },
		});
		const entries = [{ clinicId: { __rl: true, mode: 'id', value: '101' } }, { clinicId: 102 }];
		expect(read([fixed], { clinics: { entries } }).body).toEqual({
			clinics: [{ clinic_id: 101 }, { clinic_id: 102 }],
		});
	});
});

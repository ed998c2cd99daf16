import { create as ekaCase } from '../../../../nodes/EkaCare/actions/case/create.operation.ts';
import { book } from '../../../../nodes/EkaCare/actions/appointment/book.operation.ts';
import { create as medMitraCase } from '../../../../nodes/MedMitra/actions/case/create.operation.ts';
import { create as spryCase } from '../../../../nodes/Spry/actions/case/create.operation.ts';
import { create as spryPatient } from '../../../../nodes/Spry/actions/patient/create.operation.ts';
import { assertKnownNames, isSwitch, mappedValue } from '../../../../nodes/shared/fields/auto-map.ts';
import { day, files, group, integer, integerId, jsonObject, text } from '../../../../nodes/shared/fields/convert.ts';
import { readFields } from '../../../../nodes/shared/fields/read.ts';
import type { Field, Operation } from '../../../../nodes/shared/types.ts';
import { fieldOf, refusalOf } from '../support.mts';

type Values = Record<string, unknown>;

/** What reaches the vendor of an item, with all checks and conversions; the switches as given. */
const bodyFrom = (fields: Field[], json: Values, switches: Values = {}) =>
	readFields(fields, (field) => (isSwitch(field) ? switches[field.name] : mappedValue(field, json)), 'UTC').body;
const unknownIn = (fields: Field[], json: Values) => refusalOf(() => assertKnownNames(json, fields)).description;

const FIRST_NAME = fieldOf({ name: 'firstName', displayName: 'First Name', required: true, sends: text('first_name') });
const START = fieldOf({ name: 'startTime', sends: text('appointment_details.start_time') });
const ADDRESS = fieldOf({
	name: 'address',
	displayName: 'Address',
	type: 'fixedCollection',
	sends: group('address'),
	options: [
		{
			displayName: 'Address',
			name: 'details',
			values: [
				fieldOf({ name: 'city', displayName: 'City', sends: text('city') }),
				fieldOf({ name: 'postalCode', displayName: 'Postal Code', sends: integer('postal_code') }),
			],
		},
	],
});
const CODES = fieldOf({
	name: 'icdCodes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	sends: group('icd_codes'),
	options: [
		{
			displayName: 'Code',
			name: 'codes',
			values: [fieldOf({ name: 'id', displayName: 'ID', sends: integerId('id') })],
		},
	],
});
const MORE = fieldOf({
	name: 'additionalFields',
	type: 'collection',
	options: [
		ADDRESS,
		CODES,
		fieldOf({ name: 'born', sends: day('date_of_birth') }),
		fieldOf({ name: 'meta', sends: jsonObject('partner_meta') }),
		fieldOf({ name: 'labFiles', sends: files() }),
	],
});
const FIELDS = [FIRST_NAME, START, MORE];

describe('the value of a field out of the item', () => {
	it.each<[string, Values]>([
		["under the vendor's name", { first_name: 'Ada' }],
		['under its camelCase', { firstName: 'Ada' }],
	])('is found %s', (_where, json) => {
		expect(bodyFrom([FIRST_NAME], json)).toEqual({ first_name: 'Ada' });
	});

	it('is found under the name of the parameter and the camelCase of the vendor where these differ', () => {
		for (const name of ['date_of_birth', 'born', 'dateOfBirth']) {
			expect(bodyFrom([MORE], { [name]: '1990-05-17' })).toEqual({ date_of_birth: '1990-05-17' });
		}
	});

	it("prefers the vendor's name", () => {
		expect(bodyFrom([FIRST_NAME], { firstName: 'Ben', first_name: 'Ada' })).toEqual({ first_name: 'Ada' });
	});

	it.each<[string, Values]>([
		["inside the vendor's object", { appointment_details: { start_time: 'nine' } }],
		['inside its camelCase', { appointmentDetails: { startTime: 'nine' } }],
		['flat', { start_time: 'nine' }],
		['flat in camelCase', { startTime: 'nine' }],
		['flat besides an object that lacks it', { appointment_details: { end_time: 'ten' }, start_time: 'nine' }],
		['flat besides a text in the place of the object', { appointment_details: 'none', start_time: 'nine' }],
		['inside before flat', { appointment_details: { start_time: 'nine' }, start_time: 'ten' }],
	])('of a nested place is found %s', (_where, json) => {
		expect(bodyFrom([START], json)).toEqual({ appointment_details: { start_time: 'nine' } });
	});

	it('that the item does not have is missing, also where the editor would have a default', () => {
		const withDefault = { ...FIRST_NAME, default: 'Nobody' };
		expect(refusalOf(() => bodyFrom([withDefault], { other: 1 }))).toMatchObject({ field: 'First Name' });
		expect(bodyFrom([{ ...withDefault, required: false }], {})).toEqual({});
	});

	it.each<[string, Values]>([
		["under the vendor's names", { address: { city: 'Boston', postal_code: '12345' } }],
		['in camelCase', { address: { city: 'Boston', postalCode: 12345 } }],
	])('of a group is its object %s, with the same conversions', (_how, json) => {
		expect(bodyFrom([MORE], json)).toEqual({ address: { city: 'Boston', postal_code: 12345 } });
	});

	it.each<[string, unknown]>([
		['a list', [{ id: 1 }, { id: '2' }]],
		['one object', { id: 1 }],
	])('of a group of several may be %s', (_what, given) => {
		const wanted = Array.isArray(given) ? [{ id: 1 }, { id: 2 }] : [{ id: 1 }];
		for (const name of ['icd_codes', 'icdCodes'])
			expect(bodyFrom([MORE], { [name]: given })).toEqual({ icd_codes: wanted });
	});

	it.each<[Values, string]>([
		[{ address: { postal_code: 'abc' } }, 'Address > Postal Code'],
		[{ address: 'Boston' }, 'Address'],
		[{ address: [{ city: 'Boston' }] }, 'Address'],
		[{ icd_codes: [{ id: 1 }, { id: 0 }] }, 'Field icdCodes 2 > ID'],
		[{ partner_meta: 'no object' }, 'Field meta'],
		[{ date_of_birth: 'soon' }, 'Field born'],
	])('goes through the same checks: %j is refused by the name of the field', (json, field) => {
		expect(refusalOf(() => bodyFrom([MORE], json)).field).toBe(field);
	});

	it.each([{ address: null }, { address: '' }, { icd_codes: [] }, { icd_codes: null }])(
		'of the group in %j is left out',
		(json) => {
			expect(bodyFrom([MORE], json)).toEqual({});
		},
	);

	it("goes through the field's own reading of the vendor's entries", () => {
		const card: Field = {
			...CODES,
			fromVendor: ({ kind, ...rest }) => ({ id: rest.number, kind }),
		};
		expect(bodyFrom([card], { icd_codes: [{ number: 7, kind: 'x' }] })).toEqual({ icd_codes: [{ id: 7 }] });
		expect(bodyFrom([card], { icd_codes: { number: 7 } })).toEqual({ icd_codes: [{ id: 7 }] });
		expect(refusalOf(() => bodyFrom([card], { icd_codes: ['seven'] })).message).toContain('is not a set of fields');
	});

	it('does not change the item', () => {
		const json = {
			first_name: 'Ada',
			address: { city: 'Boston' },
			icd_codes: [{ id: 1 }],
			partner_meta: { a: [1] },
		};
		const before = structuredClone(json);
		bodyFrom(FIELDS, json);
		expect(json).toEqual(before);
	});
});

describe('what stays a parameter of the node', () => {
	it('is the collection of options and what says so', () => {
		expect(
			[{ name: 'options' }, { name: 'idType', isSwitch: true }, { name: 'name' }].map((field) =>
				isSwitch(fieldOf(field)),
			),
		).toEqual([true, true, false]);
	});
});

describe('names that the operation does not know', () => {
	const known: Values = {
		first_name: 'Ada',
		appointment_details: { start_time: 'nine' },
		address: { city: 'Boston', postalCode: 1 },
		icd_codes: [{ id: 1 }],
		partner_meta: { anything: { at: 'all' } },
		born: '1990-05-17',
		lab_files: 'report',
	};

	it('do not include any name that a value is taken from', () => {
		expect(() => assertKnownNames(known, FIELDS)).not.toThrow();
		const camelCase = {
			firstName: 'Ada',
			startTime: 'nine',
			appointmentDetails: { startTime: 'ten' },
			icdCodes: [],
			labFiles: '',
		};
		expect(() => assertKnownNames(camelCase, FIELDS)).not.toThrow();
	});

	it.each<[string, Values]>([
		['shoe_size', { shoe_size: 42 }],
		['First_Name', { First_Name: 'Ada' }],
		['appointment_details.shoe_size', { appointment_details: { start_time: 'nine', shoe_size: 1 } }],
		['appointmentDetails.end', { appointmentDetails: { end: 'ten' } }],
		['address.planet', { address: { city: 'Boston', planet: 'Mars' } }],
		['address.first_name', { address: { first_name: 'Ada' } }],
		['icd_codes.planet', { icd_codes: [{ id: 1 }, { id: 2, planet: 'Mars' }] }],
		['icdCodes.planet', { icdCodes: { id: 1, planet: 'Mars' } }],
		['__proto__', JSON.parse('{"__proto__": 1}') as Values],
		['constructor', { constructor: 1 }],
	])('are named: %s', (name, json) => {
		expect(unknownIn(FIELDS, { ...known, ...json })).toContain(name);
	});

	it('are named once for all entries of a list', () => {
		const icd_codes = [
			{ id: 1, planet: 'Mars' },
			{ id: 2, planet: 'Venus', moon: 1 },
		];
		expect(unknownIn(FIELDS, { icd_codes })).toContain('Rename or remove icd_codes.planet, icd_codes.moon, or');
	});

	it("are looked for in entries as the field itself reads the vendor's", () => {
		const card: Field = { ...CODES, fromVendor: ({ number, ...rest }) => ({ id: number, ...rest }) };
		expect(() => assertKnownNames({ icd_codes: [{ number: 7 }] }, [card])).not.toThrow();
		expect(unknownIn([card], { icd_codes: { number: 7, planet: 'Mars' } })).toContain('icd_codes.planet');
	});

	it('are not seen in entries that are no objects, which are refused for that', () => {
		expect(() => assertKnownNames({ icd_codes: ['seven', null] }, FIELDS)).not.toThrow();
	});

	it('do not include those of an insurance card, in a list or alone', () => {
		const card = { insurance_card_id: 5, insurance_number: 'X1', insurance_card_type: 'PRIMARY' };
		for (const insurance_card_list of [card, [card, card]]) {
			expect(() => assertKnownNames({ insurance_card_list }, spryCase.fields)).not.toThrow();
		}
	});

	it('include the revision of a diagnosis that would be sent as another', () => {
		const icd_codes = [{ id: 1, code: 'M54.50', revision: 'ICD11' }];
		expect(unknownIn(spryCase.fields, { icd_codes })).toContain('icd_codes.revision');
	});

	it('are named at most ten at once, and cut when they are long', () => {
		const json = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`odd${index}`, 1]));
		expect(unknownIn(FIELDS, json)).toMatch(
			/^Rename or remove odd0, .*odd9 and 3 more, or set Options > Unknown Fields to Ignore\.$/,
		);
		expect(unknownIn(FIELDS, { ['x'.repeat(5000)]: 1 }).length).toBeLessThan(200);
	});

	it('never show a value', () => {
		expect(unknownIn(FIELDS, { shoe_size: 'Made-Up Person' })).not.toContain('Made-Up');
	});

	it('include switches and options, which never come from the item', () => {
		const fields = [
			FIRST_NAME,
			fieldOf({ name: 'idType', isSwitch: true }),
			fieldOf({ name: 'options', type: 'collection' }),
		];
		expect(unknownIn(fields, { first_name: 'Ada', idType: 'eka', options: {} })).toContain('idType, options');
	});
});

describe.each<[string, Operation, Values, Values, Values?]>([
	[
		'Spry Patient: Create',
		spryPatient,
		{
			first_name: 'Maria',
			last_name: 'Lindqvist',
			date_of_birth: '1990-05-17',
			sex: 'FEMALE',
			clinic_id: 101,
			address: { line1: '12 Harbor Street', city: 'Boston', state: 'MA', postal_code: '02115' },
			mobile: '617-555-0100',
		},
		{},
	],
	[
		'Spry Case: Create',
		spryCase,
		{
			patient_id: 1024,
			case_title: 'Left knee',
			specialization: 'MSK',
			direct_access: true,
			icd_codes: [{ id: 20154, code: 'M54.50', description: 'Low back pain', revision: 'ICD10' }],
			referring_physician_details: { referring_physician_id: 501, npi: 1234567893, zip: '02115' },
			insurance_card_list: [{ insurance_card_id: 5, insurance_number: 'X1', insurance_card_type: 'PRIMARY' }],
			affected_body_part_details: ['Left knee'],
		},
		{},
	],
	[
		'Eka Care Appointment: Book',
		book,
		{
			doctor_id: '161467756044203',
			clinic_id: '6698e6e1b2d1b40012345678',
			appointment_details: {
				start_time: 1_800_003_600,
				mode: 'VIDEO',
				video_connect: { url: 'https://meet.example.com/7', vendor: 'other' },
				custom_attributes: { label: ['new'] },
			},
			patient_details: {
				first_name: 'Asha',
				gender: 'F',
				dob: '1990-05-17',
				address: { city: 'Pune', pincode: 411001 },
			},
			partner_appointment_id: 'APT-1',
			partner_meta: { campaign: 'spring' },
		},
		{ idType: 'eka' },
	],
	[
		'Eka Care Case: Create',
		ekaCase,
		{ display_name: 'Knee pain', occurred_at: 1_800_003_600, id: 'case-1', type: 'IP', hi_type: 'OPConsultation' },
		{},
		{ patient_id: '175074536120088' },
	],
	[
		'MedMitra Case: Create',
		medMitraCase,
		{ patient_name: 'Maria', patient_age: 42, patient_gender: 'Female', case_summary: 'Knee pain' },
		{},
		{ lab_files: 'report' },
	],
])('mapped automatically, %s', (_name, operation, body, switches, elsewhere = {}) => {
	it("takes the vendor's own body for what it is, and knows all its names", () => {
		const json = { ...body, ...elsewhere };
		expect(bodyFrom(operation.fields, json, switches)).toEqual(body);
		expect(() => assertKnownNames(json, operation.fields)).not.toThrow();
	});

	it('takes the same in camelCase', () => {
		const camelCase = (value: unknown): unknown => {
			if (Array.isArray(value)) return value.map(camelCase);
			if (typeof value !== 'object' || value === null) return value;
			return Object.fromEntries(
				Object.entries(value).map(([name, inner]) => [
					name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
					['custom_attributes', 'partner_meta', 'insurance_card_list'].includes(name)
						? inner
						: camelCase(inner),
				]),
			);
		};
		expect(bodyFrom(operation.fields, camelCase({ ...body, ...elsewhere }) as Values, switches)).toEqual(body);
	});
});

import { toId } from '../../../../nodes/shared/fields/convert.ts';
import { withoutSends } from '../../../../nodes/shared/node/description.ts';
import { choice, text } from '../../../../nodes/shared/fields/build.ts';
import {
	additionalFields,
	collection,
	filters,
	group,
	groups,
	options,
	record,
	recordOf,
	updateFields,
} from '../../../../nodes/shared/fields/nested.ts';
import { editorOnly, optional, required, shownWhen } from '../../../../nodes/shared/fields/vary.ts';
import { readFields } from '../../../../nodes/shared/fields/read.ts';
import { requestOperation } from '../../../../nodes/shared/operation.ts';

const ZEBRA = text('zebra', 'An animal', { as: 'zebra' });
const ANT = text('ant', 'Another', { as: 'ant', required: true });

describe('a collection', () => {
	it.each([
		[additionalFields(ZEBRA, ANT), 'Additional Fields', 'additionalFields', 'Add Field'],
		[updateFields(ZEBRA, ANT), 'Update Fields', 'updateFields', 'Add Field'],
		[filters(ZEBRA, ANT), 'Filters', 'filters', 'Add Filter'],
		[options(ZEBRA, ANT), 'Options', 'options', 'Add option'],
		[collection('sorting', 'Add Sorting', [ZEBRA, ANT], 'Sort'), 'Sort', 'sorting', 'Add Sorting'],
	])('%# has its fields in the order of the alphabet', (field, displayName, name, placeholder) => {
		const plain = withoutSends(field);
		expect(plain).toMatchObject({ displayName, name, placeholder, type: 'collection', default: {} });
		expect(plain.options?.map((option) => option.name)).toEqual(['ant', 'zebra']);
	});
});

describe('a group', () => {
	it('is an object, its button named after the entry', () => {
		const field = group('address', 'Where', { as: 'address', entry: 'Address', fields: [ZEBRA, ANT] });
		expect(withoutSends(field)).toMatchObject({
			type: 'fixedCollection',
			placeholder: 'Add Address',
			default: {},
			options: [{ displayName: 'Address', name: 'details', values: [{ name: 'ant' }, { name: 'zebra' }] }],
		});
		expect(readFields([field], () => ({ details: { ant: 'x' } }), 'UTC').body).toEqual({ address: { ant: 'x' } });
	});

	it('is a list when there are several', () => {
		const field = groups('offices', 'Where', { as: 'offices', entry: 'Office', fields: [ZEBRA] });
		expect(withoutSends(field).typeOptions).toEqual({ multipleValues: true });
		expect(readFields([field], () => ({ entries: [{ zebra: 'x' }] }), 'UTC').body).toEqual({
			offices: [{ zebra: 'x' }],
		});
	});
});

describe('a record', () => {
	const RULES = { example: '7', idPattern: '[0-9]+', says: 'A number', convert: toId };

	it('is named after what it picks, and picked by its ID where there is no list', () => {
		const plain = withoutSends(record('patientId', 'Who', { as: 'patient_id', ...RULES }));
		expect(plain).toMatchObject({
			displayName: 'Patient',
			type: 'resourceLocator',
			default: { mode: 'id', value: '' },
		});
		expect(plain.modes?.map(({ name }) => name)).toEqual(['id']);
		expect(plain.modes?.[0]?.validation).toEqual([
			{ type: 'regex', properties: { regex: '^\\s*([0-9]+)?\\s*$', errorMessage: 'A number' } },
		]);
	});

	it('is picked from the list of the vendor where there is one', () => {
		const clinic = recordOf('clinicId', { ...RULES, list: 'searchClinics', isTyped: true });
		const plain = withoutSends(clinic('Where', { as: 'clinic_id', required: true }));
		expect(plain).toMatchObject({ displayName: 'Clinic', required: true, default: { mode: 'list', value: '' } });
		expect(plain.modes?.map(({ name, typeOptions }) => [name, typeOptions])).toEqual([
			['list', { searchListMethod: 'searchClinics', searchable: true, searchFilterRequired: true }],
			['id', undefined],
		]);
	});
});

describe('a field in another way', () => {
	it('is required, optional, or shown by others, and stays as it was itself', () => {
		expect(required(ZEBRA).required).toBe(true);
		expect(optional(ANT)).not.toHaveProperty('required');
		expect(shownWhen({ show: { kind: ['a'] } }, ZEBRA).displayOptions).toEqual({ show: { kind: ['a'] } });
		expect(ZEBRA).not.toHaveProperty('required');
		expect(ANT.required).toBe(true);
	});

	it('is never sent nor given to the operation when only the editor needs it', () => {
		const field = editorOnly(choice('kind', 'Which', { as: 'kind', options: { a: 'A' }, default: 'a' }));
		expect(readFields([field], () => 'a', 'UTC')).toEqual({ body: {}, params: {} });
		expect(withoutSends(field)).not.toHaveProperty('isEditorOnly');
	});
});

describe('an operation', () => {
	it('does not compile when it reads a parameter that no field gives', () => {
		const operation = requestOperation({
			displayName: 'Get',
			value: 'get',
			action: 'Get thing',
			description: 'Get a thing',
			resend: 'always',
			whenRefused: 'Check the thing.',
			fields: [ANT, additionalFields(ZEBRA)],
			request: ({ params: { ant, zebra } }) => ({ method: 'GET', path: '/', query: { ant, zebra } }),
			// @ts-expect-error no field is called that
			output: (_answer, { params }) => ({ bee: params.bee }),
		});
		expect(operation.fields).toHaveLength(2);
	});
});

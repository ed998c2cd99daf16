import { resources as ekaCare } from '../../../../nodes/EkaCare/actions/index.ts';
import { resources as medMitra } from '../../../../nodes/MedMitra/actions/index.ts';
import { resources as spry } from '../../../../nodes/Spry/actions/index.ts';
import { group, text } from '../../../../nodes/shared/fields/convert.ts';
import { fieldsNamedIn, flatFields } from '../../../../nodes/shared/http/field-names.ts';
import type { Field } from '../../../../nodes/shared/types.ts';
import { fieldOf } from '../support.mts';

const fields: Field[] = [
	fieldOf({ name: 'clinicId', displayName: 'Clinic', sends: text('clinic_id') }),
	fieldOf({ name: 'name', displayName: 'Name', sends: text('name') }),
	fieldOf({ name: 'startTime', displayName: 'Start Time', sends: text('appointment_details.start_time') }),
	fieldOf({
		name: 'additionalFields',
		displayName: 'Additional Fields',
		type: 'collection',
		options: [
			fieldOf({
				name: 'address',
				displayName: 'Address',
				type: 'fixedCollection',
				sends: group('address'),
				options: [
					{
						displayName: 'Address',
						name: 'details',
						values: [
							fieldOf({ name: 'postalCode', displayName: 'Postal Code', sends: text('postal_code') }),
						],
					},
				],
			}),
			fieldOf({
				name: 'kind',
				displayName: 'Kind',
				type: 'options',
				options: [{ name: 'clinic_id', value: 'clinic_id' }],
			}),
		],
	}),
];

describe('the fields a vendor speaks of', () => {
	it('are all fields with those of collections and groups, and no plain options', () => {
		expect(flatFields(fields).map(({ name }) => name)).toEqual([
			'clinicId',
			'name',
			'startTime',
			'additionalFields',
			'address',
			'postalCode',
			'kind',
		]);
	});

	it.each([
		['clinic_id is not valid', ['"Clinic"']],
		['Invalid clinicId: 99', ['"Clinic"']],
		['body.appointment_details.start_time must be integer', ['"Start Time"']],
		['clinic_id and postal_code, and clinic_id again', ['"Clinic"', '"Postal Code"']],
		['field "postal_code"', ['"Postal Code"']],
		['the clinic_ids are wrong', []],
		['CLINIC_ID', []],
		['The name of the kind patient at this address is Asha', []],
		['', []],
		['आशा क्लिनिक', []],
	])('are in %j: %j', (words, wanted) => {
		expect(fieldsNamedIn(words, fields)).toEqual(wanted);
	});

	it('are only ever named by our own display names', () => {
		const words = 'Made-Up Person (patient_id 1, first_name Made, mobile +919800000000) is known to clinic_id 7';
		for (const resource of [...ekaCare, ...medMitra, ...spry]) {
			for (const operation of resource.operations) {
				const known = new Set(flatFields(operation.fields).map(({ displayName }) => `"${displayName}"`));
				for (const named of fieldsNamedIn(words, operation.fields)) expect(known).toContain(named);
			}
		}
	});
});

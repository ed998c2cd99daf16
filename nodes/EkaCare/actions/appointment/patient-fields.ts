import { choice, day, group, integer, postalCode, text } from '../../../shared/fields/convert';
import { inputRefusal } from '../../../shared/failure';
import type { Field, Place } from '../../../shared/types';
import { UNCHOSEN } from '../../../shared/fields/unchosen';
import { ekaId, GENDERS, phoneWithCountry } from '../../fields';

function assertOneAge(patient: Record<string, unknown>, place: Place): Record<string, unknown> {
	if (patient.dob === undefined || patient.age === undefined) return patient;
	throw inputRefusal(
		place.label,
		'has both an age and a date of birth',
		'Give the date of birth if it is known, else the age, but not both.',
	);
}

/** A patient described within a booking; Eka Care then adds the person to its directory. */
export const patientDetailsField: Field = {
	displayName: 'Patient Details',
	name: 'patientDetails',
	type: 'fixedCollection',
	placeholder: 'Add Patient Details',
	default: {},
	description: 'Who is coming; a patient that Eka Care does not know yet is added to its directory',
	sends: group('patient_details', assertOneAge),
	options: [
		{
			displayName: 'Patient',
			name: 'details',
			values: [
				{
					displayName: 'Age',
					name: 'age',
					type: 'string',
					default: '',
					placeholder: 'e.g. 42',
					description: 'Age in years, when the date of birth is not known',
					sends: integer('age', { min: 0, max: 150 }),
				},
				{
					displayName: 'City',
					name: 'city',
					type: 'string',
					default: '',
					placeholder: 'e.g. Pune',
					description: "City of the patient's address",
					sends: text('address.city'),
				},
				{
					displayName: 'Date of Birth',
					name: 'dob',
					type: 'dateTime',
					default: '',
					placeholder: 'e.g. 1990-05-17',
					description: 'The day the patient was born; a time of day is ignored',
					sends: day('dob'),
				},
				{
					displayName: 'Designation',
					name: 'designation',
					type: 'options',
					options: [
						{ name: 'B/O', value: 'B/O' },
						{ name: 'Baby', value: 'Baby.' },
						{ name: 'Dr.', value: 'Dr.' },
						{ name: 'Kumar', value: 'Kumar.' },
						{ name: 'Master', value: 'Master.' },
						{ name: 'Miss', value: 'Miss.' },
						{ name: 'Mohd.', value: 'Mohd.' },
						{ name: 'Mr.', value: 'Mr.' },
						{ name: 'Mrs.', value: 'Mrs.' },
						{ name: 'Ms.', value: 'Ms.' },
						{ name: 'Not Given', value: '' },
						{ name: 'Shri', value: 'Shri.' },
						{ name: 'Smt.', value: 'Smt.' },
					],
					default: '',
					description: 'How the patient is addressed',
					sends: choice('designation'),
				},
				{
					displayName: 'First Name',
					name: 'firstName',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. Asha',
					description: "The patient's first name",
					sends: text('first_name'),
				},
				{
					displayName: 'Gender',
					name: 'gender',
					type: 'options',
					options: GENDERS,
					default: UNCHOSEN,
					required: true,
					description: 'The gender on record',
					sends: choice('gender'),
				},
				{
					displayName: 'Last Name',
					name: 'lastName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Kulkarni',
					description: "The patient's family name",
					sends: text('last_name'),
				},
				{
					displayName: 'Middle Name',
					name: 'middleName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Devi',
					description: "The patient's middle name",
					sends: text('middle_name'),
				},
				{
					displayName: 'Mobile',
					name: 'mobile',
					type: 'string',
					default: '',
					placeholder: 'e.g. +919800000000',
					description: 'Mobile number with + and the country code',
					sends: phoneWithCountry('mobile'),
				},
				{
					displayName: 'Partner Patient ID',
					name: 'partnerPatientId',
					type: 'string',
					default: '',
					placeholder: 'e.g. PAT-1024',
					description: 'Your own ID for the patient',
					sends: ekaId('partner_patient_id'),
				},
				{
					displayName: 'Pincode',
					name: 'pincode',
					type: 'string',
					default: '',
					placeholder: 'e.g. 411001',
					description: 'Indian postal code of six digits',
					sends: postalCode('address.pincode', { digits: 6, example: '411001' }),
				},
			],
		},
	],
};

import { toPostalCode } from '../../../shared/fields/convert';
import { inputRefusal } from '../../../shared/failure';
import { choice, day, integer, text } from '../../../shared/fields/build';
import { group } from '../../../shared/fields/nested';
import type { Place } from '../../../shared/types';
import { UNCHOSEN } from '../../../shared/fields/unchosen';
import { ekaId, GENDERS, phoneWithCountry } from '../../kinds';

function assertOneAge(patient: Record<string, unknown>, place: Place): Record<string, unknown> {
	if (patient.dob === undefined || patient.age === undefined) return patient;
	throw inputRefusal(
		place.label,
		'has both an age and a date of birth',
		'Give the date of birth if it is known, else the age, but not both.',
	);
}

/** A patient described within a booking; Eka Care then adds the person to its directory. */
export const patientDetailsField = group(
	'patientDetails',
	'Details of the patient. Eka Care adds a patient it does not know yet to its directory.',
	{
		as: 'patient_details',
		entry: 'Patient',
		button: 'Add Patient Details',
		check: assertOneAge,
		fields: [
			integer('age', 'Age in years, if the date of birth is not known', {
				as: 'age',
				example: '42',
				min: 0,
				max: 150,
			}),
			text('city', "City of the patient's address", { as: 'address.city', example: 'Pune' }),
			day('dob', "The patient's date of birth. A time of day is ignored.", {
				as: 'dob',
				label: 'Date of Birth',
				example: '1990-05-17',
			}),
			choice('designation', "The patient's title", {
				as: 'designation',
				options: {
					'B/O': 'B/O',
					'Baby.': 'Baby',
					'Dr.': 'Dr.',
					'Kumar.': 'Kumar',
					'Master.': 'Master',
					'Miss.': 'Miss',
					'Mohd.': 'Mohd.',
					'Mr.': 'Mr.',
					'Mrs.': 'Mrs.',
					'Ms.': 'Ms.',
					'': 'Not Given',
					'Shri.': 'Shri',
					'Smt.': 'Smt.',
				},
				default: '',
			}),
			text('firstName', "The patient's first name", { as: 'first_name', required: true, example: 'Asha' }),
			choice('gender', 'The gender on record', {
				as: 'gender',
				required: true,
				options: GENDERS,
				default: UNCHOSEN,
			}),
			text('lastName', "The patient's family name", { as: 'last_name', example: 'Kulkarni' }),
			text('middleName', "The patient's middle name", { as: 'middle_name', example: 'Devi' }),
			phoneWithCountry('mobile', 'Mobile number with + and country code', {
				as: 'mobile',
				example: '+919800000000',
			}),
			ekaId('partnerPatientId', 'Your own ID for the patient', { as: 'partner_patient_id', example: 'PAT-1024' }),
			text('pincode', 'Indian postal code of six digits', {
				as: 'address.pincode',
				example: '411001',
				convert: toPostalCode({ digits: 6, example: '411001' }),
			}),
		],
	},
);

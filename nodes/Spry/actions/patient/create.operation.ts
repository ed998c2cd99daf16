import { choice, day, text } from '../../../shared/fields/build';
import { additionalFields } from '../../../shared/fields/nested';
import { requestOperation } from '../../../shared/operation';
import { UNCHOSEN } from '../../../shared/fields/unchosen';
import { clinicLocator } from '../../fields';
import { phone } from '../../kinds';
import { codeOf, dataOf } from '../../vendor';
import { addressField } from './address-field';
import { SIMPLIFIED_PATIENT } from './simplified';

/** Spry's word for "this person is already a patient": the record comes back and nothing was created. */
const ALREADY_EXISTS = 2301;
export const create = requestOperation({
	displayName: 'Create',
	value: 'create',
	action: 'Create patient',
	description: 'Create a patient, or get the existing one if Spry already knows this person',
	maps: true,
	// Documented: the same request again answers 2301 with the same patient.
	resend: 'always',
	simplified: SIMPLIFIED_PATIENT,
	whenRefused:
		'Check that the clinic is one your Spry account may use, and that the names, date of birth and contact details are right.',
	fields: [
		text('firstName', "The patient's first name", { as: 'first_name', required: true, example: 'Maria' }),
		text('lastName', "The patient's family name", { as: 'last_name', required: true, example: 'Lindqvist' }),
		day('dateOfBirth', "The patient's date of birth, as YYYY-MM-DD. A time of day is ignored.", {
			as: 'date_of_birth',
			required: true,
			example: '1990-05-17',
		}),
		choice('sex', 'The sex on record', {
			as: 'sex',
			required: true,
			options: { FEMALE: 'Female', MALE: 'Male', OTHER: 'Other', OTHERS: 'Others', UNDEFINED: 'Undefined' },
			default: UNCHOSEN,
		}),
		clinicLocator('The clinic where the patient is registered', { as: 'clinic_id', required: true }),
		additionalFields(
			addressField,
			text('alias', 'Another name the patient goes by', { as: 'alias', example: 'Mia' }),
			text('emailAddress', "The patient's email address", {
				as: 'email_address',
				example: 'maria@example.com',
				pattern: /^[^\s@]+@[^\s@]+$/,
				expects: 'Give an email address, such as maria@example.com.',
			}),
			text('middleName', "The patient's middle name", { as: 'middle_name', example: 'Elena' }),
			phone('mobile', 'Mobile number of at most 16 digits', { as: 'mobile', example: '617-555-0100' }),
			phone('secondaryContact', 'Another telephone number of at most 16 digits', {
				as: 'secondary_contact',
				example: '617-555-0199',
			}),
			choice('status', 'The status of the new patient', {
				as: 'status',
				options: {
					ACTIVE: 'Active',
					CREATED: 'Created',
					DELETED: 'Deleted',
					DISCHARGED: 'Discharged',
					INACTIVE: 'Inactive',
					LEAD: 'Lead',
				},
				default: 'CREATED',
			}),
		),
	],
	request: ({ body }) => ({
		method: 'POST',
		path: '/apis/v1/patient',
		body,
		accepts: (answer) => answer.status < 300 && codeOf(answer) === ALREADY_EXISTS,
		isComplete: (answer) => dataOf(answer).patient_id !== undefined,
	}),
	// After an attempt whose answer was lost, the patient that "exists already" is the one of that attempt.
	output: (answer) => ({
		...dataOf(answer),
		alreadyExisted: codeOf(answer) === ALREADY_EXISTS && answer.afterUnknown !== true,
	}),
});

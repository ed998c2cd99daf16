import { day, flag, text, texts } from '../../../shared/fields/build';
import { groups } from '../../../shared/fields/nested';
import { personFields } from '../../people-fields';
import { practiceFields, professionFields } from '../../profession-fields';

const experiencesField = groups('experiences', 'Where the doctor has worked', {
	as: 'experiences',
	entry: 'Experience',
	fields: [
		day('endDate', 'The last day. If empty, the doctor still works there.', {
			as: 'end_date',
			example: '2025-06-30',
		}),
		text('organization', 'The employer', { as: 'organization', example: 'Harbor Rehabilitation' }),
		day('startDate', 'The first day', { as: 'start_date', example: '2019-09-01' }),
		text('title', "The doctor's position", { as: 'title', example: 'Senior Therapist' }),
	],
});

/** What a doctor has when created and when changed. */
export function detailFields() {
	return [
		...personFields(),
		...professionFields,
		...practiceFields,
		experiencesField,
		texts('languages', 'Languages the doctor speaks', {
			as: 'languages',
			button: 'Add Language',
			example: 'English',
		}),
		text('awards', 'Awards of the doctor', { as: 'awards', example: 'Therapist of the Year 2024' }),
		flag('verified', "Whether the doctor's documents have been verified", { as: 'verified' }),
	];
}

export const SIMPLIFIED_DOCTOR = [
	'doctor_id',
	'name',
	'master_specialization',
	'npi',
	'sex',
	'doctor_type',
	'registration_number',
	'specialities',
	'roles',
	'clinics',
];

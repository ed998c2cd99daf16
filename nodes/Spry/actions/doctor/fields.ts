import type { Field } from '../../../shared/types';
import { date, line, lines, yesNo } from '../../inputs';
import { personFields, practiceFields, professionFields } from '../../people-fields';

const experiencesField: Field = {
	displayName: 'Experiences',
	name: 'experiences',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Experience',
	default: {},
	description: 'Where the doctor has worked',
	sends: { as: 'experiences', convert: (experiences) => experiences },
	options: [
		{
			displayName: 'Experience',
			name: 'entries',
			values: [
				date('end_date', {
					displayName: 'End Date',
					placeholder: 'e.g. 2025-06-30',
					description: 'The last day; empty when the doctor still works there',
				}),
				line('organization', {
					displayName: 'Organization',
					placeholder: 'e.g. Harbor Rehabilitation',
					description: 'Where it was',
				}),
				date('start_date', {
					displayName: 'Start Date',
					placeholder: 'e.g. 2019-09-01',
					description: 'The first day',
				}),
				line('title', {
					displayName: 'Title',
					placeholder: 'e.g. Senior Therapist',
					description: 'What the doctor was there',
				}),
			],
		},
	],
};

/** What a doctor has when created and when changed. */
export function detailFields(): Field[] {
	return [
		...personFields(),
		...professionFields(),
		...practiceFields(),
		experiencesField,
		lines(
			'languages',
			{ displayName: 'Languages', placeholder: 'e.g. English', description: 'Languages the doctor speaks' },
			'Add Language',
		),
		line('awards', {
			displayName: 'Awards',
			placeholder: 'e.g. Therapist of the Year 2024',
			description: 'Awards of the doctor',
		}),
		yesNo('verified', { displayName: 'Verified', description: 'Whether the papers of the doctor were checked' }),
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

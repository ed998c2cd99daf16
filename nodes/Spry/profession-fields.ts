import { color, text, texts } from '../shared/fields/build';
import { group, groups } from '../shared/fields/nested';
import type { Field } from '../shared/types';
import { clinicLocator } from './fields';
import { word, words } from './kinds';
import { npiField } from './people-fields';

/** Fields of doctors that several of Spry's resources share. */

export const masterSpecialization = word(
	'masterSpecialization',
	'The profession. You can give another value with an expression.',
	{
		as: 'master_specialization',
		options: { PHYSICAL_THERAPIST: 'Physical Therapist' },
		default: 'PHYSICAL_THERAPIST',
	},
);

/** What a doctor can do and how they are registered: the part that every one of Spry's forms has. */
export const professionFields = [
	texts('qualifications', 'Degrees and certificates', {
		as: 'qualifications',
		example: 'DPT',
		button: 'Add Qualification',
	}),
	texts('services', 'Services that the doctor offers', {
		as: 'services',
		example: 'Dry needling',
		button: 'Add Service',
	}),
	text('about', 'A few words about the doctor', { as: 'about', example: 'Treats runners', rows: 3 }),
	text('registrationNumber', 'Number of the licence', { as: 'registration_number', example: 'PT-20114' }),
	npiField,
	color('colorCode', "Color of the doctor's appointments, as #RRGGBB", {
		as: 'color_code',
		pattern: /^#[0-9A-Fa-f]{6}$/,
		expects: 'Give a color as #RRGGBB, such as #2F6F8F.',
	}),
];

/** The rest, which a doctor has who is being created. */
export const practiceFields = [
	texts('specialities', 'Fields of treatment', { as: 'specialities', example: 'MSK', button: 'Add Speciality' }),
	text('registrationBody', 'The authority that issued the licence', {
		as: 'registration_body',
		example: 'State Board of Physical Therapy',
	}),
	groups('clinics', 'The clinics where the doctor works', {
		as: 'clinics',
		entry: 'Clinic',
		fields: [clinicLocator('A clinic where the doctor works', { as: 'clinic_id', required: true })],
	}),
];

export const roles = (as: string) =>
	words('roles', "The person's roles. You can give others with an expression.", {
		as,
		options: { DOCTOR: 'Doctor', FRONT_DESK: 'Front Desk', JUNIOR_DOCTOR: 'Junior Doctor' },
	});

/** A nested object of the vendor with the fields of a doctor. */
export const doctorDetails = <Name extends string>(name: Name, description: string, as: string, fields: Field[]) =>
	group(name, description, { as, label: 'Doctor Details', entry: 'Doctor Details', fields });

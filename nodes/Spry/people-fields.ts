import { group, text } from '../shared/fields/convert';
import type { Field } from '../shared/types';
import { UNCHOSEN } from '../shared/fields/unchosen';
import { clinicLocator, phone } from './fields';
import { date, line, lines, paragraph, pick, pickOpen, pickSeveral } from './inputs';

/** Fields of people that several of Spry's resources share, under the names of the vendor; `inside` is the object around. */

const at = (inside: string, name: string) => (inside ? `${inside}.${name}` : name);

export const SEXES = { FEMALE: 'Female', MALE: 'Male', OTHER: 'Other' };

export function email(as: string, description: string): Field {
	return line(
		as,
		{ displayName: 'Email', placeholder: 'e.g. name@email.com', description },
		{
			pattern: /^[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/,
			expects: 'Give an email address, such as maria@example.com.',
		},
	);
}

/** Unlike on cases the NPI is a text here. */
export function npi(as: string): Field {
	return line(
		as,
		{
			displayName: 'NPI',
			placeholder: 'e.g. 1234567893',
			description: 'National Provider Identifier of ten digits',
		},
		{ pattern: /^\d{10}$/, expects: 'Give ten digits, such as 1234567893.' },
	);
}

export function firstName(as: string): Field {
	return line(as, { displayName: 'First Name', placeholder: 'e.g. Henrik', description: 'The given name' });
}

export function middleName(as: string): Field {
	return line(as, {
		displayName: 'Middle Name',
		placeholder: 'e.g. Elias',
		description: 'Name between the first and the last',
	});
}

export function lastName(as: string): Field {
	return line(as, { displayName: 'Last Name', placeholder: 'e.g. Osei', description: 'The family name' });
}

/** Name, contact and birth date. */
export function personFields(inside = ''): Field[] {
	return [
		firstName(at(inside, 'first_name')),
		middleName(at(inside, 'middle_name')),
		lastName(at(inside, 'last_name')),
		email(at(inside, 'email'), 'The email address'),
		{
			...line(at(inside, 'mobile'), {
				displayName: 'Mobile',
				placeholder: 'e.g. 617-555-0100',
				description: 'Mobile number of at most 16 characters',
			}),
			sends: mobile(at(inside, 'mobile')),
		},
		{
			...pick(at(inside, 'sex'), { displayName: 'Sex', description: 'The sex on record' }, SEXES),
			default: UNCHOSEN,
		},
		date(at(inside, 'date_of_birth'), {
			displayName: 'Date of Birth',
			placeholder: 'e.g. 1985-05-17',
			description: 'The day of birth; a time of day is ignored',
		}),
	];
}

/** Characters count here, not only digits. */
function mobile(as: string) {
	const number = phone(as);
	const short = text(as, { max: 16 });
	return {
		as,
		convert: (value: unknown, place: Parameters<typeof number.convert>[1]) =>
			number.convert(short.convert(value, place), place),
	};
}

export function masterSpecialization(as: string): Field {
	return pickOpen(
		as,
		{ displayName: 'Master Specialization', description: 'The profession' },
		{ PHYSICAL_THERAPIST: 'Physical Therapist' },
	);
}

/** What a doctor can do and how they are registered: the part that every one of Spry's forms has. */
export function professionFields(): Field[] {
	return [
		lines(
			'qualifications',
			{ displayName: 'Qualifications', placeholder: 'e.g. DPT', description: 'Degrees and certificates' },
			'Add Qualification',
		),
		lines(
			'services',
			{ displayName: 'Services', placeholder: 'e.g. Dry needling', description: 'What the doctor offers' },
			'Add Service',
		),
		paragraph('about', {
			displayName: 'About',
			placeholder: 'e.g. Treats runners',
			description: 'A few words about the doctor',
		}),
		line('registration_number', {
			displayName: 'Registration Number',
			placeholder: 'e.g. PT-20114',
			description: 'Number of the licence',
		}),
		npi('npi'),
		{
			...line(
				'color_code',
				{ displayName: 'Color Code', description: "Color of the doctor's appointments, as #RRGGBB" },
				{ pattern: /^#[0-9A-Fa-f]{6}$/, expects: 'Give a color as #RRGGBB, such as #2F6F8F.' },
			),
			type: 'color',
		},
	];
}

/** The rest, which a doctor has who is being created. */
export function practiceFields(): Field[] {
	return [
		lines(
			'specialities',
			{ displayName: 'Specialities', placeholder: 'e.g. MSK', description: 'Fields of treatment' },
			'Add Speciality',
		),
		line('registration_body', {
			displayName: 'Registration Body',
			placeholder: 'e.g. State Board of Physical Therapy',
			description: 'Who issued the licence',
		}),
		{
			displayName: 'Clinics',
			name: 'clinics',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Clinic',
			default: {},
			description: 'The clinics where the doctor works',
			sends: { as: 'clinics', convert: (clinics) => clinics },
			options: [
				{ displayName: 'Clinic', name: 'entries', values: [clinicLocator('A clinic where the doctor works')] },
			],
		},
	];
}

export function roles(as: string): Field {
	return pickSeveral(
		as,
		{ displayName: 'Roles', description: 'What the person does' },
		{ DOCTOR: 'Doctor', FRONT_DESK: 'Front Desk', JUNIOR_DOCTOR: 'Junior Doctor' },
	);
}

/** A nested object of the vendor with the fields of a doctor. */
export function doctorDetails(as: string, name: string, description: string, values: Field[]): Field {
	return {
		displayName: 'Doctor Details',
		name,
		type: 'fixedCollection',
		placeholder: 'Add Doctor Details',
		default: {},
		description,
		sends: group(as),
		options: [{ displayName: 'Doctor Details', name: 'details', values }],
	};
}

import { choice, day, text, textList } from '../../../shared/fields/convert';
import type { Field } from '../../../shared/types';
import { UNCHOSEN } from '../../../shared/fields/unchosen';
import { byName, GENDERS } from '../../fields';
import { linkFields, textField } from '../onboarding';

export const firstName = textField(
	{
		displayName: 'First Name',
		name: 'firstName',
		placeholder: 'e.g. Leonie',
		description: "The doctor's first name",
	},
	'firstname',
);

export const lastName = textField(
	{
		displayName: 'Last Name',
		name: 'lastName',
		placeholder: 'e.g. Ashgrove',
		description: "The doctor's family name",
	},
	'lastname',
);

export const gender: Field = {
	displayName: 'Gender',
	name: 'gender',
	type: 'options',
	options: GENDERS,
	default: UNCHOSEN,
	description: 'The gender on record',
	sends: choice('gender'),
};

const names = (displayName: string, name: string, example: string): Field => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: `e.g. ${example}`,
	description: "Names from Eka Care's own list, separated by commas",
	sends: textList(name),
});

/** What a doctor may have besides name and gender, in the order of the display names. */
export const DETAILS: Field[] = byName([
	textField(
		{
			displayName: 'About',
			name: 'about',
			placeholder: 'e.g. Twenty years of sports medicine',
			description: 'What patients read about the doctor',
		},
		'about',
	),
	...linkFields('doctor'),
	{
		displayName: 'Date of Birth',
		name: 'dob',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 1980-05-17',
		description: 'The day the doctor was born; Eka Care stores 1990-01-01 when it is left out',
		sends: day('dob'),
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. name@email.com',
		description: "The doctor's email address",
		sends: text('email', { pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, expects: 'Give one address.' }),
	},
	textField(
		{
			displayName: 'Mobile',
			name: 'mobile',
			placeholder: 'e.g. 9800000000',
			description: 'Mobile number of ten digits, without the country code',
		},
		'mobile',
		{
			tidy: (phone) => phone.replace(/[\s().-]/g, '').replace(/^\+91(?=\d{10}$)/, ''),
			pattern: /^\d{10}$/,
			expects: 'Give ten digits without the country code, such as 9800000000.',
		},
	),
	textField(
		{
			displayName: 'Profile Image URL',
			name: 'profileImageUrl',
			placeholder: 'e.g. https://example.com/photo.jpg',
			description: 'The address of a picture of the doctor',
		},
		'profile_image_url',
		{ pattern: /^https?:\/\/\S+$/, expects: 'Give an address that begins with https://.' },
	),
	names('Qualifications', 'qualifications', 'MBBS, MS'),
	names('Specialisations', 'specialisations', 'Orthopaedics'),
]);

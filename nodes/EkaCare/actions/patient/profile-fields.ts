import { choice, day, jsonObject, text } from '../../../shared/fields/convert';
import { inputRefusal } from '../../../shared/failure';
import type { Field, Place } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { UNCHOSEN } from '../../../shared/fields/unchosen';
import { ekaId, GENDERS, phoneWithCountry } from '../../fields';

const MAX_KEY = 16;

/** What Eka Care would drop or refuse without saying which name it is. */
function assertKeys(values: Record<string, unknown>, place: Place): void {
	for (const key of Object.keys(values)) {
		if (key.length <= MAX_KEY && !key.startsWith('_')) continue;
		throw inputRefusal(
			place.label,
			'has a key that Eka Care does not keep',
			`Use keys of at most ${MAX_KEY} characters that do not begin with an underscore.`,
		);
	}
}

/** Values of one's own: one object may lie inside of another, lists hold plain values only. */
export function assertExtras(extras: Record<string, unknown>, place: Place): void {
	const isPlain = (value: unknown) => typeof value !== 'object' || value === null;
	const isFlat = (value: unknown) => isPlain(value) || (Array.isArray(value) && value.every(isPlain));
	assertKeys(extras, place);
	for (const value of Object.values(extras)) {
		if (isRecord(value)) assertKeys(value, place);
		if (isFlat(value) || (isRecord(value) && Object.values(value).every(isFlat))) continue;
		throw inputRefusal(
			place.label,
			'is nested too deeply',
			'Use objects one level deep, and lists of texts and numbers only.',
		);
	}
}

function named(displayName: string, name: string, as: string, example: string, description: string): Field {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: `e.g. ${example}`,
		description,
		sends: text(as),
	};
}

export const firstName = named('First Name', 'firstName', 'fn', 'Asha', "The patient's first name");
export const middleName = named('Middle Name', 'middleName', 'mn', 'Devi', "The patient's middle name");
export const lastName = named('Last Name', 'lastName', 'ln', 'Kulkarni', "The patient's family name");
export const fullName = named(
	'Full Name',
	'fullName',
	'fln',
	'Asha Devi Kulkarni',
	'The whole name, which Eka Care splits into its parts',
);

export const gender: Field = {
	displayName: 'Gender',
	name: 'gender',
	type: 'options',
	options: GENDERS,
	default: UNCHOSEN,
	description: 'The gender on record',
	sends: choice('gen'),
};

export const birthDay: Field = {
	displayName: 'Date of Birth',
	name: 'dob',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. 1990-05-17',
	description: 'The day the patient was born; a time of day is ignored',
	sends: day('dob'),
};

export const username: Field = {
	displayName: 'Username',
	name: 'username',
	type: 'string',
	default: '',
	placeholder: 'e.g. PAT-1024',
	description: 'Your own ID (UHID) for the patient, which exists once in a workspace',
	sends: ekaId('username'),
};

/** What a profile may hold besides name, gender, date of birth and username. */
export const DETAILS: Field[] = [
	{
		displayName: 'ABHA Address',
		name: 'abha',
		type: 'string',
		default: '',
		placeholder: 'e.g. asha.k@abdm',
		description: "The patient's address in India's health network",
		sends: text('abha', { pattern: /^[^\s@]+@[^\s@]+$/, expects: 'Give it in the form name@abdm.' }),
	},
	{
		displayName: 'Blood Group',
		name: 'bloodGroup',
		type: 'options',
		options: ['A-', 'A+', 'AB-', 'AB+', 'B-', 'B+', 'O-', 'O+'].map((group) => ({ name: group, value: group })),
		default: 'O+',
		description: 'The blood group on record; Eka Care gives it back as bg',
		// Written under one name and read under another.
		sends: choice('bloodgroup'),
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. name@email.com',
		description: 'Email address, which Eka Care stores in small letters',
		sends: text('email', { pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, expects: 'Give one address.' }),
	},
	{
		displayName: 'Extras',
		name: 'extras',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"insurer": "Northwind"}',
		description: 'Your own values, stored with the patient and returned with it',
		sends: jsonObject('extras', assertExtras),
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
		displayName: 'Salutation',
		name: 'salutation',
		type: 'string',
		default: '',
		placeholder: 'e.g. Mrs.',
		description: 'How the patient is addressed',
		sends: text('s'),
	},
];

const whole = { show: { nameGivenAs: ['fullName'] } };
const parts = { show: { nameGivenAs: ['parts'] } };

/** What every new patient needs. Eka Care takes the whole name or its parts, never both. */
export const NEW_PATIENT_FIELDS: Field[] = [
	{
		displayName: 'Name Given As',
		name: 'nameGivenAs',
		isSwitch: true,
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'First, Middle and Last Name', value: 'parts' },
			{ name: 'Full Name', value: 'fullName' },
		],
		default: 'parts',
		description: 'Whether the name is at hand in parts or as a whole',
		sends: choice(),
	},
	{ ...fullName, required: true, displayOptions: whole },
	{ ...firstName, required: true, displayOptions: parts },
	{ ...middleName, displayOptions: parts },
	{ ...lastName, displayOptions: parts },
	{ ...gender, required: true },
	{ ...birthDay, required: true },
];

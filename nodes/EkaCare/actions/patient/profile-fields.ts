import { choice, day, json, text } from '../../../shared/fields/build';
import { required, shownWhen } from '../../../shared/fields/vary';
import { UNCHOSEN } from '../../../shared/fields/unchosen';
import { ekaId, GENDERS, phoneWithCountry } from '../../kinds';
import { assertExtras } from './extras';

export const firstName = text('firstName', "The patient's first name", { as: 'fn', example: 'Asha' });
export const middleName = text('middleName', "The patient's middle name", { as: 'mn', example: 'Devi' });
export const lastName = text('lastName', "The patient's family name", { as: 'ln', example: 'Kulkarni' });
export const fullName = text('fullName', 'The full name. Eka Care splits it into parts.', {
	as: 'fln',
	example: 'Asha Devi Kulkarni',
});

export const gender = choice('gender', 'The gender on record', { as: 'gen', options: GENDERS, default: UNCHOSEN });

export const birthDay = day('dob', "The patient's date of birth. A time of day is ignored.", {
	as: 'dob',
	label: 'Date of Birth',
	example: '1990-05-17',
});

export const username = ekaId('username', 'Your own ID (UHID) for the patient. It must be unique in the workspace.', {
	as: 'username',
	example: 'PAT-1024',
});

/** What a profile may hold besides name, gender, date of birth and username. */
export const DETAILS = [
	text('abha', "The patient's ABHA address in India's national health network", {
		as: 'abha',
		label: 'ABHA Address',
		example: 'asha.k@abdm',
		pattern: /^[^\s@]+@[^\s@]+$/,
		expects: 'Give it in the form name@abdm.',
	}),
	choice('bloodGroup', 'The blood group on record. Eka Care returns it as bg.', {
		// Written under one name and read under another.
		as: 'bloodgroup',
		options: ['A-', 'A+', 'AB-', 'AB+', 'B-', 'B+', 'O-', 'O+'].map((group) => ({ name: group, value: group })),
		default: 'O+',
	}),
	text('email', 'Email address. Eka Care stores it in lower case.', {
		as: 'email',
		example: 'name@email.com',
		pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
		expects: 'Give one address.',
	}),
	json('extras', 'Your own data, stored and returned with the patient', {
		as: 'extras',
		example: '{"insurer": "Northwind"}',
		check: assertExtras,
	}),
	phoneWithCountry('mobile', 'Mobile number with + and country code', { as: 'mobile', example: '+919800000000' }),
	text('salutation', "The patient's title", { as: 's', example: 'Mrs.' }),
];

const whole = { show: { nameGivenAs: ['fullName'] } };
const parts = { show: { nameGivenAs: ['parts'] } };

/** What every new patient needs. Eka Care takes the whole name or its parts, never both. */
export const NEW_PATIENT_FIELDS = [
	choice('nameGivenAs', 'Whether you have the name in parts or in one field', {
		label: 'Name Format',
		as: false,
		options: { parts: 'First, Middle and Last Name', fullName: 'Full Name' },
		default: 'parts',
		isSwitch: true,
		noDataExpression: true,
	}),
	required(shownWhen(whole, fullName)),
	required(shownWhen(parts, firstName)),
	shownWhen(parts, middleName),
	shownWhen(parts, lastName),
	required(gender),
	required(birthDay),
];

import { toText } from '../shared/fields/convert';
import { choice, day, kindOf, text } from '../shared/fields/build';
import { UNCHOSEN } from '../shared/fields/unchosen';
import { toPhone } from './kinds';

/** Fields of people that several of Spry's resources share; `inside` is the vendor's object around, with its dot. */

export const SEXES = { FEMALE: 'Female', MALE: 'Male', OTHER: 'Other' };

export const email = kindOf(text, {
	example: 'name@email.com',
	pattern: /^[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/,
	expects: 'Give an email address, such as maria@example.com.',
});

/** Unlike on cases the NPI is a text here. */
export const npiField = text('npi', 'National Provider Identifier of ten digits', {
	as: 'npi',
	example: '1234567893',
	pattern: /^\d{10}$/,
	expects: 'Give ten digits, such as 1234567893.',
});

export const firstName = (inside = '') =>
	text('firstName', 'The given name', { as: `${inside}first_name`, example: 'Henrik' });

export const middleName = (inside = '') =>
	text('middleName', 'A name between the first and the last name', { as: `${inside}middle_name`, example: 'Elias' });

export const lastName = (inside = '') =>
	text('lastName', 'The family name', { as: `${inside}last_name`, example: 'Osei' });

/** Characters count here, not only digits. */
const toShort = toText({ max: 16 });

/** Name, contact and birth date. */
export function personFields(inside = '') {
	return [
		firstName(inside),
		middleName(inside),
		lastName(inside),
		email('email', 'The email address', { as: `${inside}email` }),
		text('mobile', 'Mobile number of at most 16 characters', {
			as: `${inside}mobile`,
			example: '617-555-0100',
			convert: (value, place) => toPhone(toShort(value, place), place),
		}),
		choice('sex', 'The sex on record', { as: `${inside}sex`, options: SEXES, default: UNCHOSEN }),
		day('dateOfBirth', 'The date of birth. A time of day is ignored.', {
			as: `${inside}date_of_birth`,
			example: '1985-05-17',
		}),
	];
}

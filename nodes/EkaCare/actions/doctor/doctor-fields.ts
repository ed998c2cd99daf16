import { tidyPhone } from '../../../shared/fields/convert';
import { choice, day, text, texts } from '../../../shared/fields/build';
import { UNCHOSEN } from '../../../shared/fields/unchosen';
import { GENDERS } from '../../kinds';
import { linkFields } from '../onboarding-links';

export const firstName = text('firstName', "The doctor's first name", { as: 'firstname', example: 'Leonie' });

export const lastName = text('lastName', "The doctor's family name", { as: 'lastname', example: 'Ashgrove' });

export const gender = choice('gender', 'The gender on record', { as: 'gender', options: GENDERS, default: UNCHOSEN });

const names = (name: string, example: string) =>
	texts(name, "Names from Eka Care's own list, separated by commas", { as: name, example });

/** What a doctor may have besides name and gender, in the order of the display names. */
export const DETAILS = [
	text('about', 'What patients read about the doctor', { as: 'about', example: 'Twenty years of sports medicine' }),
	...linkFields('doctor'),
	day('dob', "The doctor's date of birth. If left out, Eka Care stores 1990-01-01.", {
		as: 'dob',
		label: 'Date of Birth',
		example: '1980-05-17',
	}),
	text('email', "The doctor's email address", {
		as: 'email',
		example: 'name@email.com',
		pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
		expects: 'Give one address.',
	}),
	text('mobile', 'Mobile number of ten digits, without country code', {
		as: 'mobile',
		example: '9800000000',
		tidy: (phone) => tidyPhone(phone).replace(/^\+91(?=\d{10}$)/, ''),
		pattern: /^\d{10}$/,
		expects: 'Give ten digits without the country code, such as 9800000000.',
	}),
	text('profileImageUrl', 'The web address of a photo of the doctor', {
		as: 'profile_image_url',
		example: 'https://example.com/photo.jpg',
		pattern: /^https?:\/\/\S+$/,
		expects: 'Give an address that begins with https://.',
	}),
	names('qualifications', 'MBBS, MS'),
	names('specialisations', 'Orthopaedics'),
];

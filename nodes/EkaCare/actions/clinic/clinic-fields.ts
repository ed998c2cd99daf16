import { tidyPhone } from '../../../shared/fields/convert';
import { text } from '../../../shared/fields/build';
import { linkFields } from '../onboarding-links';

export const clinicName = text('name', "The clinic's name", { as: 'name', example: 'Quarterdeck Clinic' });

export const address = text('address', 'Street and number, in one line', {
	as: 'address',
	example: '1 Quarterdeck Row',
});

/** What a clinic may have besides name and address, in the order of the display names. */
export const DETAILS = [
	text('city', "City of the clinic's address", { as: 'city', example: 'Pune' }),
	text('contact', 'Telephone number of ten or eleven digits', {
		as: 'contact',
		example: '02000000000',
		tidy: (phone) => tidyPhone(phone).replace(/^\+91(?=\d{10}$)/, ''),
		pattern: /^\d{10,11}$/,
		expects: 'Give ten or eleven digits without the country code, such as 02000000000.',
	}),
	...linkFields('clinic'),
	text('pincode', "Postal code of the clinic's address", { as: 'pincode', example: '411001' }),
	text('state', "State of the clinic's address", { as: 'state', example: 'Maharashtra' }),
];

import type { Field } from '../../../shared/types';
import { byName } from '../../fields';
import { linkFields, textField } from '../onboarding';

export const clinicName = textField(
	{ displayName: 'Name', name: 'name', placeholder: 'e.g. Quarterdeck Clinic', description: "The clinic's name" },
	'name',
);

export const address = textField(
	{
		displayName: 'Address',
		name: 'address',
		placeholder: 'e.g. 1 Quarterdeck Row',
		description: 'Street and number, in one line',
	},
	'address',
);

/** What a clinic may have besides name and address, in the order of the display names. */
export const DETAILS: Field[] = byName([
	textField(
		{ displayName: 'City', name: 'city', placeholder: 'e.g. Pune', description: "City of the clinic's address" },
		'city',
	),
	textField(
		{
			displayName: 'Contact',
			name: 'contact',
			placeholder: 'e.g. 02000000000',
			description: 'Telephone number of ten or eleven digits',
		},
		'contact',
		{
			tidy: (phone) => phone.replace(/[\s().-]/g, '').replace(/^\+91(?=\d{10}$)/, ''),
			pattern: /^\d{10,11}$/,
			expects: 'Give ten or eleven digits without the country code, such as 02000000000.',
		},
	),
	...linkFields('clinic'),
	textField(
		{
			displayName: 'Pincode',
			name: 'pincode',
			placeholder: 'e.g. 411001',
			description: "Postal code of the clinic's address",
		},
		'pincode',
	),
	textField(
		{
			displayName: 'State',
			name: 'state',
			placeholder: 'e.g. Maharashtra',
			description: "State of the clinic's address",
		},
		'state',
	),
]);

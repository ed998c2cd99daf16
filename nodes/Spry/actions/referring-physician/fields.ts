import { integerId } from '../../../shared/fields/convert';
import type { Field } from '../../../shared/types';
import { phone, usState } from '../../fields';
import { line } from '../../inputs';
import { email, middleName, npi } from '../../people-fields';

const telephone = (as: string, displayName: string, description: string): Field => ({
	...line(as, { displayName, placeholder: 'e.g. 617-555-0141', description }),
	sends: phone(as),
});

const officesField: Field = {
	displayName: 'Offices',
	name: 'officeAddress',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Office',
	default: {},
	description: 'Where the physician works',
	sends: { as: 'office_address', convert: (offices) => offices },
	options: [
		{
			displayName: 'Office',
			name: 'offices',
			values: [
				line('address1', {
					displayName: 'Address Line 1',
					placeholder: 'e.g. 40 Elm Road',
					description: 'House number and street',
				}),
				line('address2', {
					displayName: 'Address Line 2',
					placeholder: 'e.g. Suite 300',
					description: 'Suite, floor or building',
				}),
				line('city', { displayName: 'City', placeholder: 'e.g. Boston', description: 'City or town' }),
				email('email', 'Email address of the office'),
				telephone('fax_number', 'Fax Number', 'Fax number of the office'),
				line('office_name', {
					displayName: 'Office Name',
					placeholder: 'e.g. Elm Road Family Practice',
					description: 'What the office is called',
				}),
				{
					...line('state', {
						displayName: 'State',
						placeholder: 'e.g. MA',
						description: 'The two letters of the state',
					}),
					sends: usState('state'),
				},
				// Text here, where a case has an integer.
				line(
					'zip',
					{
						displayName: 'ZIP Code',
						placeholder: 'e.g. 02115',
						description: 'ZIP code of five or nine digits; a leading zero is kept',
					},
					{
						pattern: /^\d{5}(-?\d{4})?$/,
						expects:
							'Give all five digits as text, such as 02115. A leading zero is lost when a spreadsheet stores the code as a number.',
					},
				),
			],
		},
	],
};

/** What may be left out when a physician is registered. */
export function detailFields(organisation: string): Field[] {
	return [
		middleName('middle_name'),
		npi('npi'),
		line('title', { displayName: 'Title', placeholder: 'e.g. Dr.', description: 'How the physician is addressed' }),
		line('degree', { displayName: 'Degree', placeholder: 'e.g. MD', description: 'Academic degree' }),
		line('speciality', {
			displayName: 'Speciality',
			placeholder: 'e.g. Orthopedics',
			description: 'Field of medicine',
		}),
		line('taxonomy_code', {
			displayName: 'Taxonomy Code',
			placeholder: 'e.g. 207X00000X',
			description: 'Code of the provider taxonomy',
		}),
		telephone('phone_number', 'Phone Number', 'Telephone number of the physician'),
		line('group_name', {
			displayName: 'Group Name',
			placeholder: 'e.g. Elm Road Physicians',
			description: 'The group practice',
		}),
		officesField,
		{
			...line('org_id', { displayName: 'Organisation ID', placeholder: 'e.g. 77', description: organisation }),
			sends: integerId('org_id'),
		},
	];
}

export const SIMPLIFIED_PHYSICIAN = [
	'id',
	'full_name',
	'first_name',
	'last_name',
	'npi',
	'degree',
	'speciality',
	'phone_number',
	'group_name',
	'org_id',
];

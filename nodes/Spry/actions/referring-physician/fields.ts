import { integer, text } from '../../../shared/fields/build';
import { groups } from '../../../shared/fields/nested';
import { phone, usState } from '../../kinds';
import { email, middleName, npiField } from '../../people-fields';

const officesField = groups('officeAddress', 'Where the physician works', {
	as: 'office_address',
	label: 'Offices',
	entry: 'Office',
	entryName: 'offices',
	fields: [
		text('address1', 'House number and street', {
			as: 'address1',
			label: 'Address Line 1',
			example: '40 Elm Road',
		}),
		text('address2', 'Suite, floor or building', { as: 'address2', label: 'Address Line 2', example: 'Suite 300' }),
		text('city', 'City or town', { as: 'city', example: 'Boston' }),
		email('email', 'Email address of the office', { as: 'email' }),
		phone('faxNumber', 'Fax number of the office', { as: 'fax_number', example: '617-555-0141' }),
		text('officeName', 'The name of the office', { as: 'office_name', example: 'Elm Road Family Practice' }),
		usState('state', 'The two letters of the state', { as: 'state', example: 'MA' }),
		// Text here, where a case has an integer.
		text('zip', 'ZIP code of five or nine digits. A leading zero is kept.', {
			as: 'zip',
			label: 'ZIP Code',
			example: '02115',
			pattern: /^\d{5}(-?\d{4})?$/,
			expects:
				'Give all five digits as text, such as 02115. A leading zero is lost when a spreadsheet stores the code as a number.',
		}),
	],
});

/** What may be left out when a physician is registered. */
export function detailFields(organisation: string) {
	return [
		middleName(),
		npiField,
		text('title', "The physician's title", { as: 'title', example: 'Dr.' }),
		text('degree', 'Academic degree', { as: 'degree', example: 'MD' }),
		text('speciality', 'Field of medicine', { as: 'speciality', example: 'Orthopedics' }),
		text('taxonomyCode', 'Code of the provider taxonomy', { as: 'taxonomy_code', example: '207X00000X' }),
		phone('phoneNumber', 'Telephone number of the physician', { as: 'phone_number', example: '617-555-0141' }),
		text('groupName', 'The group practice', { as: 'group_name', example: 'Elm Road Physicians' }),
		officesField,
		integer('orgId', organisation, { as: 'org_id', label: 'Organisation ID', example: '77', min: 1 }),
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

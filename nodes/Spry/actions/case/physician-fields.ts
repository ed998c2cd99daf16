import { integer, text } from '../../../shared/fields/build';
import { group } from '../../../shared/fields/nested';
import { npiInteger, phoneInteger, usState, zipCode } from '../../kinds';

/** A referring physician as a case takes it: Spry's id, and optionally what is printed with it. */
export function physicianField<Name extends string>(name: Name, as: string, label: string) {
	return group(name, 'The physician who referred the patient, as registered in Spry', {
		as,
		label,
		entry: 'Physician',
		fields: [
			text('address1', 'House number and street of the practice', {
				as: 'address1',
				label: 'Address Line 1',
				example: '40 Elm Road',
			}),
			text('address2', 'Suite, floor or building of the practice', {
				as: 'address2',
				label: 'Address Line 2',
				example: 'Suite 300',
			}),
			text('city', 'City of the practice', { as: 'city', example: 'Boston' }),
			phoneInteger('faxNumber', 'Fax number of the practice', { as: 'fax_number', example: '617-555-0142' }),
			text('firstName', "The physician's first name", { as: 'first_name', example: 'Henrik' }),
			text('lastName', "The physician's family name", { as: 'last_name', example: 'Osei' }),
			npiInteger('npi', 'National Provider Identifier of ten digits', { as: 'npi', example: '1234567893' }),
			phoneInteger('phoneNumber', 'Telephone number of the practice', {
				as: 'phone_number',
				example: '617-555-0141',
			}),
			integer('referringPhysicianId', "The physician's ID in Spry", {
				as: 'referring_physician_id',
				required: true,
				example: '501',
				min: 1,
			}),
			usState('state', 'The two letters of the state', { as: 'state', example: 'MA' }),
			zipCode('zip', 'ZIP code of five digits. A leading zero is kept.', {
				as: 'zip',
				label: 'ZIP Code',
				example: '02115',
			}),
		],
	});
}

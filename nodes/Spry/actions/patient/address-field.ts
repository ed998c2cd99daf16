import { text } from '../../../shared/fields/build';
import { group } from '../../../shared/fields/nested';
import { usState, zipCode } from '../../kinds';

export const addressField = group('address', "The patient's postal address", {
	as: 'address',
	entry: 'Address',
	fields: [
		text('city', 'City or town', { as: 'city', example: 'Boston' }),
		text('line1', 'House number and street', { as: 'line1', example: '12 Harbor Street' }),
		text('line2', 'Apartment, floor or building', { as: 'line2', example: 'Apartment 4B' }),
		zipCode('postalCode', 'ZIP code of five digits. A leading zero is kept.', {
			as: 'postal_code',
			example: '02115',
		}),
		usState('state', 'The two letters of the state', { as: 'state', example: 'MA' }),
	],
});

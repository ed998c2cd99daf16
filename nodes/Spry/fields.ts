import { digits, integerId, postalCode, text } from '../shared/convert';
import type { Field, Sends } from '../shared/types';

const STATES =
	'AA AE AK AL AP AR AS AZ CA CO CT DC DE FL FM GA GU HI IA ID IL IN KS KY LA MA MD ME MH MI MN MO MP MS MT NC ND NE NH NJ NM NV NY OH OK OR PA PR PW RI SC SD TN TX UT VA VI VT WA WI WV WY';

/** Spry's states are the two letters of the US postal service. */
export function usState(as: string): Sends {
	return text(as, {
		tidy: (state) => state.toUpperCase(),
		pattern: new RegExp(`^(${STATES.replaceAll(' ', '|')})$`),
		expects: 'Give the two letters of the state, such as MA.',
	});
}

/** Spry documents ZIP codes as integers, which would lose the zero of Boston's 02115. */
export function zipCode(as: string): Sends {
	return postalCode(as, { digits: 5, example: '02115' });
}

/** Spry takes at most 16 digits for a telephone number. */
export function phone(as: string): Sends {
	return text(as, {
		pattern: /^(?=(?:\D*\d){3,16}\D*$)\+?[\d\s().-]+$/,
		expects: 'Give a telephone number of at most 16 digits, such as 617-555-0100.',
	});
}

/** A case documents telephone and fax numbers as integers, other resources as text. */
export function phoneInteger(as: string): Sends {
	return digits(as, { min: 7, max: 15, example: '617-555-0100' });
}

export function npiInteger(as: string): Sends {
	return digits(as, { min: 10, max: 10, example: '1234567893' });
}

/** A field that picks one record by its number. */
export function idLocator(field: Pick<Field, 'displayName' | 'name' | 'description'>, as?: string): Field {
	return {
		...field,
		type: 'resourceLocator',
		default: { mode: 'id', value: '' },
		required: true,
		modes: [
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 1024',
				validation: [
					{
						type: 'regex',
						properties: { regex: '^\\s*[0-9]+\\s*$', errorMessage: 'The ID is a whole number' },
					},
				],
			},
		],
		sends: integerId(as),
	};
}

import { text } from '../shared/convert';
import type { Field, Sends } from '../shared/types';

/** Eka Care's ids are texts of many forms; only what no id can contain is refused. */
export function ekaId(as?: string): Sends {
	return text(as, {
		max: 128,
		pattern: /^[\x21-\x7e]+$/,
		expects: 'Give the ID exactly as Eka Care shows it, without spaces.',
	});
}

/** Eka Care wants the country code on every telephone number that it stores. */
export function phoneWithCountry(as: string): Sends {
	return text(as, {
		tidy: (phone) => phone.replace(/[\s().-]/g, ''),
		pattern: /^\+[1-9]\d{6,14}$/,
		expects: 'Give the number with + and the country code, such as +919800000000.',
	});
}

/** A field that picks one record by its id. */
export function idLocator(
	field: Pick<Field, 'displayName' | 'name' | 'description' | 'displayOptions' | 'required'>,
	example: string,
	as?: string,
): Field {
	return {
		...field,
		type: 'resourceLocator',
		default: { mode: 'id', value: '' },
		modes: [
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${example}`,
				validation: [
					{
						type: 'regex',
						// Also matches nothing: n8n checks fields that may stay empty, too.
						properties: { regex: '^\\s*\\S*\\s*$', errorMessage: 'The ID has no spaces' },
					},
				],
			},
		],
		sends: ekaId(as),
	};
}

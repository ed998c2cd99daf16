import type { Field } from '../types';

/** All fields with their groups' fields, flat. */
export function flatFields(fields: Field[]): Field[] {
	return fields.flatMap((field) => {
		const nested = (field.options ?? []).flatMap((option) =>
			'values' in option ? flatFields(option.values) : 'type' in option ? flatFields([option]) : [],
		);
		return [field, ...nested];
	});
}

/**
 * The display names of the fields whose vendor's names occur in a text of the vendor. The text itself may
 * speak of a patient and is never shown; which fields it speaks of helps the person and gives nothing away.
 */
export function fieldsNamedIn(words: string, fields: Field[]): string[] {
	const tokens = new Set(words.match(/[A-Za-z][A-Za-z0-9_]*/g) ?? []);
	const named = flatFields(fields).filter((field) => {
		const vendorName = field.sends?.as?.split('.').pop();
		// One plain word ("name", "code") may be ordinary language; a joined one is surely a field.
		const isTelling = vendorName !== undefined && /[_A-Z]/.test(vendorName);
		return (isTelling && tokens.has(vendorName)) || (/[a-z][A-Z]/.test(field.name) && tokens.has(field.name));
	});
	return [...new Set(named.map((field) => `"${field.displayName}"`))];
}

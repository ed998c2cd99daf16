/** The words that n8n's title case leaves small inside of a label. */
const SMALL = new Set(
	'a an and as at because but by en for if in neither nor of on only or over per so some than that the to up upon versus via vs when with without yet'.split(
		' ',
	),
);

const CAPITALS = new Set(['abha', 'cpt', 'fhir', 'icd', 'id', 'npi', 'url', 'zip']);

function inTitle(word: string, index: number, words: string[]): string {
	if (CAPITALS.has(word)) return word.toUpperCase();
	if (word.endsWith('s') && CAPITALS.has(word.slice(0, -1))) return `${word.slice(0, -1).toUpperCase()}s`;
	const isInside = index > 0 && index < words.length - 1;
	return isInside && SMALL.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1);
}

/** A parameter's name as a label in n8n's title case: `dateOfBirth` is `Date of Birth`, `caseIds` is `Case IDs`. */
export function labelOf(name: string): string {
	const words = name.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase();
	return words.split(' ').map(inTitle).join(' ');
}

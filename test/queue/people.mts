import { createHash } from 'node:crypto';
import type { Intake } from '../../demo/intake.mts';

const FIRST_NAMES = {
	FEMALE: ['Amalia', 'Brenna', 'Corinna', 'Delphine', 'Edda', 'Fiora', 'Greer', 'Hedda', 'Ilka', 'Juna'],
	MALE: ['Alaric', 'Bertil', 'Corvin', 'Dorian', 'Evander', 'Fabrizio', 'Gregor', 'Hanno', 'Ivor', 'Joss'],
};
const FIRST_HALVES = ['Ash', 'Birk', 'Crane', 'Dun', 'Elm', 'Fern', 'Gold', 'Heath', 'Iron', 'Lark', 'Moss', 'Oak'];
const SECOND_HALVES = ['well', 'holm', 'bury', 'mere', 'stead', 'combe', 'wick', 'thorpe', 'shaw', 'by', 'gate', 'ney'];
const CITIES = [
	{ city: 'Boston', postalCode: '02115' },
	{ city: 'Springfield', postalCode: '01103' },
] as const;
const COMPLAINTS = ['Low back pain', 'Frozen shoulder', 'Knee pain on stairs', 'Neck pain', 'Ankle sprain'];
const EKA_PATIENTS = 30;

/**
 * Makes up as many people as asked for, no two alike, the same ones for the same seed. The row number stands in their
 * e-mail address, complaint and lab report, so that every record of an intake can be found again at each vendor.
 */
export function madeUpIntakes(count: number, seed: number): Intake[] {
	return Array.from({ length: count }, (_, index) => {
		const row = index + 1;
		const below = chance(`${seed}/${row}`);
		const pick = <T,>(list: readonly T[]): T => list[below(list.length)] as T;
		const sex = pick(['FEMALE', 'MALE'] as const);
		const place = pick(CITIES);
		const born = new Date(Date.UTC(1940 + below(70), 0, 1 + below(365)));
		const marker = String(row).padStart(5, '0');
		return {
			row,
			firstName: pick(FIRST_NAMES[sex]),
			// Without digits, as names are, and yet another one for each row.
			lastName: `${pick(FIRST_HALVES)}${pick(SECOND_HALVES)} ${lettersOf(row)}`,
			dateOfBirth: born.toISOString().slice(0, 10),
			sex,
			mobile: `617-555-${String(100 + (row % 100)).padStart(4, '0')}`,
			email: `intake-${marker}@mail.example`,
			line1: `${1 + below(200)} Harbor Street`,
			...place,
			state: 'MA',
			clinic: place.city,
			ekaPatient: `CC-PT-${String(1 + (row % EKA_PATIENTS)).padStart(4, '0')}`,
			complaint: `${pick(COMPLAINTS)} [${marker}]`,
			specialization: 'MSK',
			visit: 'INCLINIC',
			summary: `Made-up person ${marker}, in pain for ${2 + below(20)} weeks, no fall.`,
			lab: [['CRP', `${1 + below(30)} mg/L`, 'below 5']],
			expect: 'done',
		};
	});
}

/** 1 = `Aab`, 26 = `Aba`: a number as a name that starts with a capital. */
function lettersOf(row: number): string {
	const digits = row.toString(26).padStart(3, '0');
	const letters = [...digits].map((digit) => String.fromCharCode(97 + parseInt(digit, 26))).join('');
	return letters.charAt(0).toUpperCase() + letters.slice(1);
}

/** Whole numbers below a limit that look like chance and are the same for the same key. */
function chance(key: string): (limit: number) => number {
	let drawn = 0;
	return (limit) => createHash('sha256').update(`${key}/${drawn++}`).digest().readUInt32BE() % limit;
}

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
	const random = randomFrom(seed);
	const pick = <T,>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
	return Array.from({ length: count }, (_, index) => {
		const row = index + 1;
		const sex = pick(['FEMALE', 'MALE'] as const);
		const place = pick(CITIES);
		const born = new Date(Date.UTC(1940 + Math.floor(random() * 70), 0, 1 + Math.floor(random() * 365)));
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
			line1: `${1 + Math.floor(random() * 200)} Harbor Street`,
			...place,
			state: 'MA',
			clinic: place.city,
			ekaPatient: `CC-PT-${String(1 + (row % EKA_PATIENTS)).padStart(4, '0')}`,
			complaint: `${pick(COMPLAINTS)} [${marker}]`,
			specialization: 'MSK',
			visit: 'INCLINIC',
			summary: `Made-up person ${marker}, in pain for ${2 + Math.floor(random() * 20)} weeks, no fall.`,
			lab: [['CRP', `${1 + Math.floor(random() * 30)} mg/L`, 'below 5']],
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

/** A small generator of numbers from 0 to 1 that repeats itself for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

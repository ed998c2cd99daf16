import { parseWallTime } from '../../../nodes/shared/time.ts';
import { placeOf, refusalOf } from './support.mts';
import { KOLKATA, NEW_YORK, ZONES } from './zones.mts';

const wallTimeOf = (value: unknown, timezone = 'UTC') => parseWallTime(value, placeOf({ timezone }));

describe('a time without a zone', () => {
	it.each([
		['2027-01-15T09:30', '2027-01-15T09:30:00'],
		['2027-01-15 09:30:15', '2027-01-15T09:30:15'],
		['2027-01-15T09:30:15.250', '2027-01-15T09:30:15'],
		['2027-01-15', '2027-01-15T00:00:00'],
		[' 2028-02-29 ', '2028-02-29T00:00:00'],
	])('%s stays as it is written in every zone', (written, wanted) => {
		for (const zone of ZONES) expect(wallTimeOf(written, zone)).toBe(wanted);
	});

	it.each([
		['2027-01-15T20:00:00Z', KOLKATA, '2027-01-16T01:30:00'],
		['2027-07-15T09:30:00+02:00', NEW_YORK, '2027-07-15T03:30:00'],
		[1_800_000_000, 'UTC', '2027-01-15T08:00:00'],
		['1800000000000', KOLKATA, '2027-01-15T13:30:00'],
		[new Date('2027-01-15T05:00:00Z'), NEW_YORK, '2027-01-15T00:00:00'],
	])('of the moment %s in %s is %s', (written, zone, wanted) => {
		expect(wallTimeOf(written, zone)).toBe(wanted);
	});

	it.each(['soon', '2027-02-30', '2027-02-30T10:00', '2027-01-15T25:00', '2027-01-15T', 12, {}, null])(
		'is refused when it is none: %j',
		(written) => {
			expect(refusalOf(() => wallTimeOf(written)).message).toMatch(/^"The Field" is not a date/);
		},
	);
});

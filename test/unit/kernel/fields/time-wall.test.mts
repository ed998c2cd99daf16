import { parseWallTime, writtenInstant } from '../../../../nodes/shared/fields/time.ts';
import { placeOf, refusalOf } from '../support.mts';
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

describe('a moment written out', () => {
	const instant = Date.parse('2027-01-15T04:00:00.007Z');

	it.each([
		['UTC', '2027-01-15T04:00:00.007+00:00'],
		['Asia/Kolkata', '2027-01-15T09:30:00.007+05:30'],
		['America/New_York', '2027-01-14T23:00:00.007-05:00'],
		['America/St_Johns', '2027-01-15T00:30:00.007-03:30'],
	])('has the clock and the offset of %s', (timezone, written) => {
		expect(writtenInstant(instant, timezone)).toBe(written);
		expect(Date.parse(written)).toBe(instant);
	});

	it('has the offset of its own day where clocks change', () => {
		const summer = Date.parse('2027-07-15T04:00:00Z');
		expect(writtenInstant(summer, 'America/New_York')).toBe('2027-07-15T00:00:00.000-04:00');
	});
});

import fc from 'fast-check';
import { DateTime } from 'luxon';

import { parseInstant } from '../../../../nodes/shared/fields/time.ts';
import { placeOf, refusalOf } from '../support.mts';
import { BERLIN, KOLKATA, NEW_YORK, ZONES } from './zones.mts';

const instantOf = (value: unknown, timezone = 'UTC') => parseInstant(value, placeOf({ timezone }));
const isoOf = (value: unknown, timezone?: string) => new Date(instantOf(value, timezone)).toISOString();
const refusedInstant = (value: unknown) => refusalOf(() => instantOf(value, NEW_YORK));

describe('a moment with an offset', () => {
	it.each([
		['2027-01-15T09:30:00Z', '2027-01-15T09:30:00.000Z'],
		['2027-01-15T09:30z', '2027-01-15T09:30:00.000Z'],
		['2027-01-15t09:30:15Z', '2027-01-15T09:30:15.000Z'],
		['2027-01-15 09:30:15 +05:30', '2027-01-15T04:00:15.000Z'],
		['2027-01-15T09:30:00+0530', '2027-01-15T04:00:00.000Z'],
		['2027-01-15T09:30:00+05', '2027-01-15T04:30:00.000Z'],
		['2027-01-15T09:30:00-05:00', '2027-01-15T14:30:00.000Z'],
		['2027-01-15T09:30:00-00:30', '2027-01-15T10:00:00.000Z'],
		['2027-01-15T09:30:00.123456789Z', '2027-01-15T09:30:00.123Z'],
		['2027-01-15T09:30:00,5Z', '2027-01-15T09:30:00.500Z'],
		['2024-02-29T23:30:00-05:00', '2024-03-01T04:30:00.000Z'],
		['1965-07-01T00:00:00Z', '1965-07-01T00:00:00.000Z'],
	])('%s is %s in every zone', (written, wanted) => {
		for (const zone of ZONES) expect(isoOf(written, zone)).toBe(wanted);
	});

	it.each(['+99:99', '+24:00', '-15:60', '+05:99', '+99'])(
		'is refused when the offset %s does not exist',
		(offset) => {
			expect(refusedInstant(`2027-01-15T09:30${offset}`).message).toBe('"The Field" is not a date and time');
		},
	);

	it('is what Luxon writes, for any moment and zone', () => {
		const moments = fc.date({
			min: new Date('1970-01-01T00:00:00Z'),
			max: new Date('2100-01-01T00:00:00Z'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(moments, fc.constantFrom(...ZONES), fc.constantFrom(...ZONES), (moment, writtenIn, zone) => {
				const dateTime = DateTime.fromJSDate(moment, { zone: writtenIn });
				// Luxon writes offsets in minutes; a few zones had seconds in theirs until 1972.
				fc.pre(Number.isInteger(dateTime.offset));
				expect(instantOf(dateTime.toISO(), zone)).toBe(moment.getTime());
				expect(instantOf(dateTime, zone)).toBe(moment.getTime());
				expect(instantOf(moment, zone)).toBe(moment.getTime());
			}),
		);
	});
});

describe('a moment without an offset', () => {
	it.each([
		['2027-01-15T09:30', NEW_YORK, '2027-01-15T14:30:00.000Z'],
		['2027-07-15T09:30', NEW_YORK, '2027-07-15T13:30:00.000Z'],
		['2027-01-15T09:30', KOLKATA, '2027-01-15T04:00:00.000Z'],
		['2027-07-15 09:30:30', KOLKATA, '2027-07-15T04:00:30.000Z'],
		['2027-01-15T09:30', BERLIN, '2027-01-15T08:30:00.000Z'],
		['2027-07-15T09:30', BERLIN, '2027-07-15T07:30:00.000Z'],
		['2027-01-15T00:00', 'Pacific/Kiritimati', '2027-01-14T10:00:00.000Z'],
		['2024-02-29T12:00', 'Asia/Kathmandu', '2024-02-29T06:15:00.000Z'],
	])('%s is a time of the clocks in %s', (written, zone, wanted) => {
		expect(isoOf(written, zone)).toBe(wanted);
	});

	it.each([
		['2026-03-08T01:59:59', NEW_YORK, '2026-03-08T06:59:59.000Z'],
		['2026-03-08T02:00', NEW_YORK, '2026-03-08T07:00:00.000Z'],
		['2026-03-08T02:30', NEW_YORK, '2026-03-08T07:30:00.000Z'],
		['2026-03-08T03:00', NEW_YORK, '2026-03-08T07:00:00.000Z'],
		['2026-03-29T02:30', BERLIN, '2026-03-29T01:30:00.000Z'],
		['2026-03-29T03:00', BERLIN, '2026-03-29T01:00:00.000Z'],
		['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
	])('%s in the hour that %s skips moves forward by the gap', (written, zone, wanted) => {
		expect(isoOf(written, zone)).toBe(wanted);
	});

	it.each([
		['2026-11-01T00:59', NEW_YORK, '2026-11-01T04:59:00.000Z'],
		['2026-11-01T01:00', NEW_YORK, '2026-11-01T05:00:00.000Z'],
		['2026-11-01T01:30', NEW_YORK, '2026-11-01T05:30:00.000Z'],
		['2026-11-01T02:00', NEW_YORK, '2026-11-01T07:00:00.000Z'],
		['2026-10-25T02:30', BERLIN, '2026-10-25T00:30:00.000Z'],
		['2026-10-25T03:00', BERLIN, '2026-10-25T02:00:00.000Z'],
	])('%s in the hour that %s has twice is the first of the two', (written, zone, wanted) => {
		expect(isoOf(written, zone)).toBe(wanted);
	});

	it('lands after the day that the Pacific once left out', () => {
		expect(isoOf('2011-12-29T23:00', 'Pacific/Apia')).toBe('2011-12-30T09:00:00.000Z');
		expect(isoOf('2011-12-30T10:00', 'Pacific/Apia')).toBe('2011-12-30T20:00:00.000Z');
		expect(isoOf('2011-12-31T00:30', 'Pacific/Apia')).toBe('2011-12-30T10:30:00.000Z');
	});

	it('is the earliest moment whose clock time Luxon writes so, for any moment and zone', () => {
		const moments = fc.integer({ min: Date.UTC(1970, 0, 2) / 1000, max: Date.UTC(2090, 0, 1) / 1000 });
		const clock = (seconds: number, zone: string) =>
			DateTime.fromSeconds(seconds, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
		fc.assert(
			fc.property(moments, fc.constantFrom(...ZONES), (seconds, zone) => {
				const written = clock(seconds, zone);
				const found = instantOf(written, zone) / 1000;
				expect(clock(found, zone)).toBe(written);
				expect(found).toBeLessThanOrEqual(seconds);
			}),
			{ numRuns: 400 },
		);
	});

	it('is what Luxon makes of any clock time, also of one that is skipped', () => {
		const wallTimes = fc.date({
			min: new Date('1972-01-01T00:00:00Z'),
			max: new Date('2090-01-01T00:00:00Z'),
			noInvalidDate: true,
		});
		const aroundChanges = fc
			.tuple(
				fc.constantFrom(
					'2026-03-08T02:00:00Z',
					'2026-11-01T01:00:00Z',
					'2026-03-29T02:00:00Z',
					'2026-10-25T02:00:00Z',
					'2026-10-04T02:00:00Z',
				),
				fc.integer({ min: -7200, max: 7200 }),
			)
			.map(([change, seconds]) => new Date(Date.parse(change) + seconds * 1000));
		fc.assert(
			fc.property(fc.oneof(wallTimes, aroundChanges), fc.constantFrom(...ZONES), (wall, zone) => {
				const written = wall.toISOString().slice(0, 19);
				const wanted = DateTime.fromISO(written, { zone });
				const earliest = Math.min(...wanted.getPossibleOffsets().map((possible) => possible.toMillis()));
				expect(instantOf(written, zone)).toBe(earliest);
			}),
			{ numRuns: 400 },
		);
	});
});

describe('a moment as Unix time', () => {
	it.each([
		[1800000000, '2027-01-15T08:00:00.000Z'],
		['1800000000', '2027-01-15T08:00:00.000Z'],
		[1800000000000, '2027-01-15T08:00:00.000Z'],
		['1800000000123', '2027-01-15T08:00:00.123Z'],
		[1800000000.9, '2027-01-15T08:00:00.900Z'],
		[100000000, '1973-03-03T09:46:40.000Z'],
		['999999999', '2001-09-09T01:46:39.000Z'],
	])('%j is %s in every zone', (value, wanted) => {
		for (const zone of ZONES) expect(isoOf(value, zone)).toBe(wanted);
	});

	it.each([
		0,
		1,
		-1800000000,
		99999999,
		'99999999',
		1e14,
		'18000000000000',
		Number.NaN,
		Infinity,
		2026,
		'2026',
		'20270115',
	])('is not %j', (value) => {
		expect(refusedInstant(value).message).toBe('"The Field" is not a date and time');
	});

	it('is not 202701150930, a date written without separators, which would be a day in 1976', () => {
		expect(refusedInstant('202701150930').message).toBe('"The Field" is not a date and time');
	});
});

describe('what is no moment', () => {
	it.each([
		'2027-01-15',
		'2027-02-30T09:30',
		'2025-02-29T09:30',
		'2027-01-15T24:00',
		'2027-01-15T09:60',
		'2027-01-15T09:30:60',
		'2027-01-15T9:30',
		'2027-01-15T09',
		'2027-01-15T09:30 PM',
		'2027-01-15T09:30 IST',
		'2027-01-15T09:30+5',
		'15.01.2027 09:30',
		'tomorrow',
		'',
		true,
		null,
		undefined,
		[],
		{},
		new Date(Number.NaN),
		DateTime.invalid('made-up'),
	])('%j is refused with the form to use', (value) => {
		const failure = refusedInstant(value);
		expect(failure).toMatchObject({
			kind: 'input',
			message: '"The Field" is not a date and time',
			field: 'The Field',
		});
		expect(failure.description).toContain('YYYY-MM-DDTHH:mm');
	});
});

describe('a moment in a time zone that does not exist', () => {
	it.each(['DEFAULT', 'Mars/Olympus', ''])(
		'%j is told as a setting of the workflow, not as a defect of the node',
		(zone) => {
			expect(refusalOf(() => instantOf('2027-01-15T09:30', zone)).kind).toBe('configuration');
			expect(isoOf('2027-01-15T09:30:00+05:30', zone)).toBe('2027-01-15T04:00:00.000Z');
		},
	);
});

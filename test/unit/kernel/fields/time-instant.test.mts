import fc from 'fast-check';
import { DateTime } from 'luxon';
import { getGlobalState } from 'n8n-workflow';

import { BOOKING, parseInstant } from '../../../../nodes/shared/fields/time.ts';
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
		['2026-03-08T03:00', NEW_YORK, '2026-03-08T07:00:00.000Z'],
		['2026-03-29T03:00', BERLIN, '2026-03-29T01:00:00.000Z'],
		['2026-11-01T00:59:59', NEW_YORK, '2026-11-01T04:59:59.000Z'],
		['2026-11-01T02:00', NEW_YORK, '2026-11-01T07:00:00.000Z'],
		['2026-10-25T03:00', BERLIN, '2026-10-25T02:00:00.000Z'],
	])('%s just beside a change of the clocks in %s is read', (written, zone, wanted) => {
		expect(isoOf(written, zone)).toBe(wanted);
	});

	it.each([
		['2026-03-08T02:00', NEW_YORK],
		['2027-03-14T02:30', NEW_YORK],
		['2026-03-29T02:30', BERLIN],
		['2026-10-04T02:15', 'Australia/Lord_Howe'],
		['2011-12-30T10:00', 'Pacific/Apia'],
	])('%s, which the clocks in %s skip, is refused with the reason', (written, zone) => {
		const failure = refusalOf(() => instantOf(written, zone));
		expect(failure.message).toBe(`"The Field" does not exist: the clocks in ${zone} go forward and skip it`);
	});

	it.each([
		['2027-11-07T01:30', NEW_YORK, '2027-11-07T01:30:00-04:00 or 2027-11-07T01:30:00-05:00'],
		['2026-10-25T02:30', BERLIN, '2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00'],
	])(
		'%s, which the clocks in %s show twice, is refused, and both moments with their offsets are accepted',
		(written, zone, both) => {
			const failure = refusalOf(() => instantOf(written, zone));
			expect(failure.message).toContain('happens twice');
			expect(failure.description).toContain(both);
			const [first = '', second = ''] = both.split(' or ').map((one) => isoOf(one, zone));
			expect(Date.parse(second) - Date.parse(first)).toBe(3_600_000);
		},
	);

	it('lands after the day that the Pacific once left out', () => {
		expect(isoOf('2011-12-29T23:00', 'Pacific/Apia')).toBe('2011-12-30T09:00:00.000Z');
		expect(isoOf('2011-12-31T00:30', 'Pacific/Apia')).toBe('2011-12-30T10:30:00.000Z');
	});

	it('is what Luxon makes of any clock time that exists once, and refused otherwise', () => {
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
				const possible = wanted.getPossibleOffsets();
				if (possible.length === 1 && wanted.toISO({ includeOffset: false })?.startsWith(written)) {
					expect(instantOf(written, zone)).toBe(wanted.toMillis());
				} else {
					expect(refusalOf(() => instantOf(written, zone)).kind).toBe('input');
				}
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

	it.each([202701150930, 2027011509, 20270115, 20270115093000])(
		'is not %d, a date without separators, as a number or as text',
		(digits) => {
			expect(refusedInstant(digits).message).toBe('"The Field" is not a date and time');
			expect(refusedInstant(String(digits)).message).toBe('"The Field" is not a date and time');
		},
	);

	it.each([
		[-2, 'years before'],
		[6, 'years after'],
	])('is not a number that stands for %d %s today in the field of a booking', (years) => {
		const seconds = Math.floor(Date.now() / 1000 + years * 365.25 * 86_400);
		const read = (unix: number) => parseInstant(unix, placeOf(), BOOKING);
		expect(refusalOf(() => read(seconds)).message).toBe('"The Field" is not a date and time');
		expect(refusalOf(() => read(seconds * 1000)).message).toBe('"The Field" is not a date and time');
		expect(read(Math.floor(Date.now() / 1000))).toBe(Math.floor(Date.now() / 1000) * 1000);
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
	it('is told as a setting of the workflow, and read when it has an offset', () => {
		expect(refusalOf(() => instantOf('2027-01-15T09:30', 'Mars/Olympus')).kind).toBe('configuration');
		expect(isoOf('2027-01-15T09:30:00+05:30', 'Mars/Olympus')).toBe('2027-01-15T04:00:00.000Z');
	});
});

describe('a moment in a workflow without a time zone of its own', () => {
	it.each(['', 'DEFAULT'])("is in the instance's time zone, which n8n writes as %j", (zone) => {
		expect(isoOf('2027-01-15T09:30', zone)).toBe(isoOf('2027-01-15T09:30', getGlobalState().defaultTimezone));
	});
});

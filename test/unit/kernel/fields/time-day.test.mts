import fc from 'fast-check';
import { DateTime } from 'luxon';

import { parseDay } from '../../../../nodes/shared/fields/time.ts';
import { placeOf, refusalOf } from '../support.mts';
import { BERLIN, KOLKATA, NEW_YORK, ZONES } from './zones.mts';

const dayOf = (value: unknown, timezone = 'UTC') => parseDay(value, placeOf({ timezone }));
const refusedDay = (value: unknown) => refusalOf(() => dayOf(value, NEW_YORK));

describe('a calendar day', () => {
	it.each(ZONES)('is the same as written in %s', (zone) => {
		for (const written of [
			'1990-05-17',
			' 1990-05-17 ',
			'1990-05-17T00:00:00Z',
			'1990-05-17T00:00:00.000Z',
			'1990-05-17T00:00Z',
			'1990-05-17 00:00:00z',
			'1990-05-17T00:00',
			'1990-05-17T00:00:00',
			'1990-05-17T23:59:59.999',
			'1990-05-17 08:30',
			'1990-05-17T23:30:00+05:30',
			'1990-05-17T00:00:00-04:00',
			'1990-05-17T00:00:00-0400',
		]) {
			expect([written, dayOf(written, zone)]).toEqual([written, '1990-05-17']);
		}
	});

	it.each([
		['2026-03-01T02:30:00Z', NEW_YORK, '2026-02-28'],
		['2026-03-01T02:30:00.000Z', KOLKATA, '2026-03-01'],
		['2026-02-28T18:30:00Z', KOLKATA, '2026-03-01'],
		['2024-02-28T18:30:00Z', KOLKATA, '2024-02-29'],
		['2025-12-31T23:00:00Z', BERLIN, '2026-01-01'],
		['2026-01-01T00:00:01Z', NEW_YORK, '2025-12-31'],
	])('that is a moment in UTC, %s, is the day it has in %s', (moment, zone, wanted) => {
		expect(dayOf(moment, zone)).toBe(wanted);
	});

	it('keeps four digits in a year of long ago', () => {
		expect(dayOf('0999-12-31T23:59:59.999Z')).toBe('0999-12-31');
	});

	it('is taken from a Date: midnight in UTC as it is, another time in the zone of the workflow', () => {
		expect(dayOf(new Date('1990-05-17'), NEW_YORK)).toBe('1990-05-17');
		expect(dayOf(new Date('1990-05-17T02:00:00Z'), NEW_YORK)).toBe('1990-05-16');
		expect(refusedDay(new Date(Number.NaN)).message).toBe('"The Field" is not a date');
	});

	it('is taken from a DateTime of Luxon as that one shows it', () => {
		expect(dayOf(DateTime.fromISO('1990-05-17T23:30', { zone: KOLKATA }), NEW_YORK)).toBe('1990-05-17');
		expect(dayOf(DateTime.fromISO('1990-05-17', { zone: 'utc' }), NEW_YORK)).toBe('1990-05-17');
		expect(refusedDay(DateTime.invalid('made-up')).message).toBe('"The Field" is not a date');
	});

	it.each(['2024-02-29', '2000-02-29', '1996-02-29', '2028-02-29'])('may be %s, a leap day', (day) => {
		expect(dayOf(day)).toBe(day);
		expect(dayOf(`${day}T00:00:00.000Z`, NEW_YORK)).toBe(day);
	});

	it.each([
		'2025-02-29',
		'1900-02-29',
		'2026-02-30',
		'2026-04-31',
		'2026-13-01',
		'2026-00-10',
		'2026-01-00',
		'2026-01-32',
		'0000-01-01',
		'26-01-01',
		'2026-1-5',
		'17.05.1990',
		'17/05/1990',
		'05/17/1990',
		'May 17, 1990',
		'19900517',
		'1990-05-17T',
		'1990-05-17 (Thursday)',
		'1990-05-17T9:30',
		'1990-05',
		'today',
		'',
		'32874',
		32874,
		642902400,
		true,
		null,
		undefined,
		{},
		[],
		['1990-05-17'],
	])('is not %j', (value) => {
		expect(refusedDay(value)).toMatchObject({
			kind: 'input',
			message: '"The Field" is not a date',
			field: 'The Field',
		});
	});

	it.each(['1990-05-17T99:99', '1990-05-17T24:61', '1990-05-17T10:99:00', '1990-05-17T10:00+99:99'])(
		'is not %s, whose time does not exist',
		(value) => {
			expect(refusedDay(value).message).toBe('"The Field" is not a date');
		},
	);

	it('is the day Luxon names, for any moment in any zone', () => {
		const moments = fc.date({
			min: new Date('1900-01-01T00:00:00Z'),
			max: new Date('2100-01-01T00:00:00Z'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(moments, fc.constantFrom(...ZONES), (moment, zone) => {
				const isMidnight = moment.getTime() % 86_400_000 === 0;
				const wanted = DateTime.fromJSDate(moment, { zone: isMidnight ? 'utc' : zone }).toISODate();
				expect(dayOf(moment.toISOString(), zone)).toBe(wanted);
			}),
		);
	});

	it('never moves when it is written without a time, for any day and zone', () => {
		const days = fc.date({ min: new Date('1850-01-01'), max: new Date('2150-01-01'), noInvalidDate: true });
		fc.assert(
			fc.property(days, fc.constantFrom(...ZONES), (date, zone) => {
				const day = date.toISOString().slice(0, 10);
				expect(dayOf(day, zone)).toBe(day);
				expect(dayOf(`${day}T00:00:00.000Z`, zone)).toBe(day);
			}),
		);
	});
});

describe('the day of a moment in a time zone that does not exist', () => {
	it.each(['DEFAULT', 'Mars/Olympus', ''])(
		'%j is told as a setting of the workflow, not as a defect of the node',
		(zone) => {
			expect(refusalOf(() => dayOf('2027-01-15T09:30:00Z', zone)).kind).toBe('configuration');
			expect(dayOf('2027-01-15', zone)).toBe('2027-01-15');
		},
	);
});

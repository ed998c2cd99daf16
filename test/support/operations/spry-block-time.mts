import type { IDataObject } from 'n8n-workflow';

import { askSpry, fromItem, late, made, refusedAs } from './spry-state.mts';
import { SPRY } from './spry-support.mts';
import type { OperationCase, Row } from './types.mts';

const PATH = '/v1/doctor-block';
const DOCTOR = 601;
const CLINIC = 101;
/** Mondays. */
const dayOf = (number: number) => `2027-0${1 + (number % 9)}-1${number % 10}`;

interface Block {
	doctor_blocking_schedule_id: number;
	block_identifier: string;
}

const times = (number: number) => ({ starts_at: `${dayOf(number)}T12:00:00`, ends_at: `${dayOf(number)}T13:00:00` });
const place = { doctor_id: DOCTOR, clinic_id: CLINIC };
const blocks = made(async (sandbox, number) => await askSpry<Block>(sandbox, PATH, { ...place, ...times(number) }));

const details = {
	blockReason: 'Staff Meeting',
	comments: 'Conference room',
	daysOfOccurrence: [1, 'tuesday'],
	intervalCount: '2',
	recurrenceFrequency: 'weekly',
	slotEndTime: '13:00',
	slotStartTime: '9:30',
};
const sentDetails = {
	block_reason: 'STAFF_MEETING',
	comments: 'Conference room',
	days_of_occurrence: [1, 2],
	interval_count: 2,
	recurrence_frequency: 'WEEKLY',
	slot_end_time: '13:00',
	slot_start_time: '09:30',
};

/** Spry's times are UTC without saying so; an item must say it, or they are taken by the clock of the workflow. */
const inUtc = (body: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(body).map(([name, value]) => [
			name,
			/^(starts|ends)_at$/.test(name) ? `${String(value)}Z` : value,
		]),
	) as IDataObject;

const newRow = (number: number): Row => ({
	json: { doctor: DOCTOR, clinic: CLINIC, from: `${dayOf(number)}T12:00`, to: `${dayOf(number)}T13:00` },
});

export const spryBlockCreate: OperationCase = {
	...SPRY,
	resource: 'blockTime',
	operation: 'create',
	operationId: 'createBlock',
	parameters: {
		doctorId: fromItem('doctor'),
		clinicId: fromItem('clinic'),
		startsAt: '={{ $json.from }}',
		endsAt: '={{ $json.to }}',
	},
	good: newRow,
	unsendable: {
		row: (number) => ({ json: { ...newRow(number).json, from: 'at noon' } }),
		message: /"Start Time" is not a date and time/,
		field: 'Start Time',
	},
	refused: refusedAs((number) => ({ json: { ...newRow(number).json, doctor: 999 } }), /doctor/, /no doctor 999/),
	table: 'spry_block',
	mapsFrom: inUtc,
	output: (number) => ({ doctor_blocking_schedule_id: expect.any(Number), ...place, ...times(number) }),
	complete: [
		{
			name: 'every field, values as forms give them',
			parameters: {
				additionalFields: { ...details, blockDate: '2027-01-11', doctorIds: ['602', ''] },
			},
			row: { json: { ...newRow(0).json, from: '2027-01-11T17:30', to: '2027-02-11T18:30' } },
			expected: ({ body }) =>
				expect(body).toEqual({
					...place,
					...sentDetails,
					// Half past five in India.
					starts_at: '2027-01-11T12:00:00',
					ends_at: '2027-02-11T13:00:00',
					block_date: '2027-01-11',
					doctor_ids: [602],
				}),
		},
	],
};

const knownRow = (number: number): Row => ({
	json: { block: blocks.of(number)?.doctor_blocking_schedule_id, comments: `Change ${number}` },
});
const strange = (block: string | number) => (number: number) => ({ json: { ...knownRow(number).json, block } });
const known = {
	prepare: blocks.prepare,
	good: knownRow,
	unsendable: {
		row: strange('lunch'),
		message: /"Block Time" is not a whole number/,
		field: 'Block Time',
	},
	refused: refusedAs(strange(99999), /ID of the block/, /Block not found/),
};

export const spryBlockGet: OperationCase = {
	...SPRY,
	...known,
	resource: 'blockTime',
	operation: 'get',
	operationId: 'getBlock',
	parameters: { doctorBlockingScheduleId: fromItem('block') },
	output: (number) => ({ doctor_blocking_schedule_id: knownRow(number).json.block, ...times(number) }),
	complete: [
		late(
			{
				name: 'the ID',
				parameters: {},
				expected: ({ path }: { path: string }) =>
					expect(path).toBe(`${PATH}/${String(knownRow(3).json.block)}`),
			},
			() => knownRow(3),
		),
	],
};

const listRow = (number: number): Row => ({ json: { doctor: DOCTOR, clinic: CLINIC, day: dayOf(number % 4) } });

export const spryBlockGetAll: OperationCase = {
	...SPRY,
	resource: 'blockTime',
	operation: 'getAll',
	operationId: 'listBlocks',
	parameters: {
		doctorId: fromItem('doctor'),
		clinicId: fromItem('clinic'),
		limit: 1,
		filters: { startDate: '={{ $json.day }}', endDate: '={{ $json.day }}' },
	},
	prepare: blocks.prepare,
	good: listRow,
	unsendable: {
		row: (number) => ({ json: { ...listRow(number).json, day: 'Monday' } }),
		message: /"(Start|End) Date" is not a date/,
		field: 'End Date',
	},
	refused: refusedAs(
		(number) => ({ json: { ...listRow(number).json, doctor: 999 } }),
		/IDs of the doctors/,
		/no doctor 999/,
	),
	output: (number) => times(number),
	complete: [
		{
			name: 'every filter, with several doctors and clinics',
			parameters: {
				limit: 7,
				filters: {
					startDate: '2027-01-01',
					endDate: '2027-12-31T00:00:00',
					doctorIds: [602, '601'],
					clinicIds: '102',
				},
			},
			row: listRow(0),
			expected: ({ query }) =>
				expect(query).toEqual({
					doctor_id: ['601', '602'],
					clinic_id: ['101', '102'],
					start_date: '2027-01-01',
					end_date: '2027-12-31',
					page: '1',
					size: '7',
				}),
		},
	],
};

const newTimes = { startsAt: '2027-01-11T14:30', endsAt: '2027-01-11T15:30' };
const sentTimes = { starts_at: '2027-01-11T09:00:00', ends_at: '2027-01-11T10:00:00' };

export const spryBlockUpdate: OperationCase = {
	...SPRY,
	...known,
	resource: 'blockTime',
	operation: 'update',
	operationId: 'updateBlock',
	parameters: { doctorBlockingScheduleId: fromItem('block'), updateFields: { comments: '={{ $json.comments }}' } },
	mapsFrom: (body) => ({ ...inUtc(body), doctor_blocking_schedule_id: knownRow(0).json.block }),
	output: (number) => ({
		doctor_blocking_schedule_id: knownRow(number).json.block,
		comments: `Change ${number}`,
		...times(number),
	}),
	complete: [
		late(
			{
				name: 'every field, values as forms give them',
				parameters: { updateFields: { ...newTimes, ...details } },
				expected: ({ body }: { body: unknown }) => expect(body).toEqual({ ...sentTimes, ...sentDetails }),
			},
			() => knownRow(0),
		),
	],
};

const seriesRow = (number: number): Row => ({
	json: { series: blocks.of(number)?.block_identifier, doctor: DOCTOR, clinic: CLINIC, comments: `Change ${number}` },
});
const NOWHERE = '00000000-0000-4000-8000-000000000000';
const strangeSeries = (series: string) => (number: number) => ({ json: { ...seriesRow(number).json, series } });
const series = {
	prepare: blocks.prepare,
	good: seriesRow,
	unsendable: {
		row: strangeSeries('17'),
		message: /"Series" is not valid/,
		field: 'Series',
	},
	refused: refusedAs(strangeSeries(NOWHERE), /ID of the series/, /Block not found/),
};

export const spryBlockUpdateSeries: OperationCase = {
	...SPRY,
	...series,
	resource: 'blockTime',
	operation: 'updateSeries',
	operationId: 'updateBlockSeries',
	parameters: {
		blockIdentifier: fromItem('series'),
		doctorId: fromItem('doctor'),
		clinicId: fromItem('clinic'),
		updateFields: { comments: '={{ $json.comments }}' },
	},
	mapsFrom: (body) => ({ ...inUtc(body), ...place, block_identifier: seriesRow(0).json.series }),
	output: (number) => ({ block_identifier: seriesRow(number).json.series, comments: `Change ${number}` }),
	complete: [
		late(
			{
				name: 'every field, values as forms give them',
				parameters: { updateFields: { ...newTimes, ...details } },
				expected: ({ body, query }: { body: unknown; query: unknown }) => {
					expect(query).toEqual({ doctor_id: String(DOCTOR), clinic_id: String(CLINIC) });
					expect(body).toEqual({ ...sentTimes, ...sentDetails });
				},
			},
			() => seriesRow(0),
		),
	],
};

export const spryBlockDeleteSeries: OperationCase = {
	...SPRY,
	...series,
	resource: 'blockTime',
	operation: 'deleteSeries',
	operationId: 'deleteBlockSeries',
	saysOfRepeat: 'done',
	parameters: { blockIdentifier: fromItem('series'), dateTime: '2027-01-10' },
	output: (number) => ({ deleted: true, block_identifier: seriesRow(number).json.series }),
	complete: [
		late(
			{
				name: 'every field, values as forms give them',
				parameters: { filters: { startDateTime: '2027-01-01T00:00:00', endDateTime: '2027-12-31' } },
				expected: ({ query }: { query: unknown }) =>
					expect(query).toEqual({
						date_time: '2027-01-10',
						startDate_time: '2027-01-01',
						endDate_time: '2027-12-31',
					}),
			},
			() => seriesRow(0),
		),
	],
};

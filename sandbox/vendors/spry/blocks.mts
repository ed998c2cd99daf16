import { randomUUID } from 'node:crypto';
import type { House, Operation } from '../../shared/vendor.mts';
import { moved, occurrencesOf, REPEATING, type Occurrence, type Timing } from './block-series.mts';
import { openDoctors } from './doctors.mts';
import { refused, success } from './envelope.mts';
import { isClinic } from './known.mts';
import { localNow, pageOf } from './paging.mts';
import { openNumberedTable, tableOf } from './table.mts';

export const BLOCK_TABLES = tableOf('spry_block', 'doctor_blocking_schedule_id', 'INTEGER');
const PAGE_SIZE = 10;

interface BlockFields extends Partial<Timing> {
	block_reason?: string;
	comments?: string;
}
type NewBlock = BlockFields & {
	doctor_id: number;
	clinic_id: number;
	starts_at: string;
	ends_at: string;
	doctor_ids?: number[];
};
interface Block extends Occurrence {
	doctor_blocking_schedule_id: number;
	doctor_id: number;
	clinic_id: number;
	block_reason: string | null;
	recurrence_frequency: string;
	days_of_occurrence: number[] | null;
	interval_count: number;
	block_identifier: string;
	block_status: 'ACTIVE' | 'DELETED';
	comments: string | null;
	created_at: string;
	auto_delete_block_after: string | null;
}

/** What is wrong with the times, or with the days of a repeating block. */
function timesProblem(block: Occurrence & Pick<Timing, 'recurrence_frequency' | 'days_of_occurrence'>) {
	if (block.ends_at <= block.starts_at) return 'ends_at: must be after starts_at';
	if (block.slot_end_time <= block.slot_start_time && block.starts_at.slice(0, 10) === block.ends_at.slice(0, 10)) {
		return 'slot_end_time: must be after slot_start_time';
	}
	const isSilent = REPEATING.includes(block.recurrence_frequency) && !block.days_of_occurrence;
	return isSilent ? `days_of_occurrence: is required for ${block.recurrence_frequency}` : undefined;
}

/** As on Spry's pages: it starts with "uuid" but is not a UUID. */
const plainIdentifier = () => `uuid-series-${randomUUID().slice(0, 8)}`;

export function blockOperations({ db, settings }: House): Record<string, Operation> {
	const blocks = openNumberedTable<Block>(db, 'spry_block', 'doctor_blocking_schedule_id');
	const doctors = openDoctors(db);
	const seriesOf = (identifier: unknown) =>
		blocks.list().filter((one) => one.block_identifier === identifier && one.block_status === 'ACTIVE');
	const keep = (block: Block) => blocks.put(block.doctor_blocking_schedule_id, block);

	/** What is wrong with the doctors or clinics. */
	function placeProblem(doctorIds: number[], clinicIds: number[]): string | undefined {
		const clinic = clinicIds.find((id) => !isClinic(id));
		if (clinic !== undefined) return `clinic_id: no clinic ${clinic}`;
		const doctor = doctorIds.find((id) => !doctors.get(id));
		return doctor === undefined ? undefined : `doctor_id: no doctor ${doctor}`;
	}

	return {
		createBlock({ body }) {
			const { doctor_id, clinic_id, doctor_ids = [], ...given } = body as NewBlock;
			const everyone = [...new Set([doctor_id, ...doctor_ids])];
			const problem = placeProblem(everyone, [clinic_id]);
			if (problem) return refused(problem);
			const timing = {
				...given,
				recurrence_frequency: given.recurrence_frequency ?? 'NON_RECURRENT',
				days_of_occurrence: given.days_of_occurrence ?? null,
				interval_count: given.interval_count ?? 1,
			};
			if (given.ends_at <= given.starts_at) return refused('ends_at: must be after starts_at');
			const occurrences = occurrencesOf(timing);
			if (occurrences.length === 0) return refused('days_of_occurrence: none between starts_at and ends_at');
			const wrong = occurrences.map((one) => timesProblem({ ...timing, ...one })).find(Boolean);
			if (wrong) return refused(wrong);
			const frame = {
				clinic_id,
				block_reason: given.block_reason ?? null,
				recurrence_frequency: timing.recurrence_frequency,
				days_of_occurrence: timing.days_of_occurrence,
				interval_count: timing.interval_count,
				block_identifier: settings.plainBlockIdentifiers ? plainIdentifier() : randomUUID(),
				block_status: 'ACTIVE' as const,
				comments: given.comments ?? null,
				created_at: localNow(),
				auto_delete_block_after: null,
			};
			const made = everyone.flatMap((doctor) =>
				occurrences.map((times) =>
					blocks.add((id) => ({ doctor_blocking_schedule_id: id, doctor_id: doctor, ...frame, ...times })),
				),
			);
			return success(made.length === 1 ? made[0] : made);
		},

		getBlock({ params }) {
			const known = blocks.get(Number(params.doctorBlockingScheduleId));
			return known ? success(known) : refused('Block not found');
		},

		listBlocks({ query }) {
			const doctorIds = query.doctor_id as number[];
			const clinicIds = query.clinic_id as number[];
			const problem = placeProblem(doctorIds, clinicIds);
			if (problem) return refused(problem);
			const { start_date = '', end_date } = query;
			const found = blocks
				.list()
				.filter(({ block_status }) => block_status === 'ACTIVE')
				.filter(({ doctor_id, clinic_id }) => doctorIds.includes(doctor_id) && clinicIds.includes(clinic_id))
				.filter(
					({ block_date: day }) =>
						day >= String(start_date) && (end_date === undefined || day <= String(end_date)),
				)
				.sort((one, other) => one.starts_at.localeCompare(other.starts_at));
			const { records, ...page } = pageOf(found, query, PAGE_SIZE);
			return success({ ...page, content: records });
		},

		updateBlock({ params, body }) {
			const known = blocks.get(Number(params.doctorBlockingScheduleId));
			if (known?.block_status !== 'ACTIVE') return refused('Block not found');
			const given = body as BlockFields;
			const { starts_at = known.starts_at, ends_at = known.ends_at } = given;
			const slots =
				given.slot_start_time !== undefined || given.slot_end_time !== undefined
					? moved({ ...known, block_date: starts_at.slice(0, 10) }, given)
					: { slot_start_time: starts_at.slice(11, 16), slot_end_time: ends_at.slice(11, 16) };
			const changed = { ...known, ...given, starts_at, ends_at, block_date: starts_at.slice(0, 10), ...slots };
			const wrong = timesProblem(changed);
			return wrong ? refused(wrong) : success(keep(changed));
		},

		updateBlockSeries({ params, query, body }) {
			const series = seriesOf(params.blockIdentifier).filter(
				({ doctor_id, clinic_id }) => doctor_id === query.doctor_id && clinic_id === query.clinic_id,
			);
			if (series.length === 0) return refused('Block not found');
			const given = body as BlockFields;
			const changed = series.map((one) => ({ ...one, ...given, ...moved(one, given) }));
			const wrong = changed.map(timesProblem).find(Boolean);
			return wrong ? refused(wrong) : success(changed.map(keep));
		},

		deleteBlockSeries({ params, query }) {
			const { startDate_time: from = '', endDate_time: to } = query;
			const series = seriesOf(params.blockIdentifier).filter(
				({ block_date: day }) => day >= String(from) && (to === undefined || day <= String(to)),
			);
			if (series.length === 0) return refused('Block not found');
			for (const one of series) keep({ ...one, block_status: 'DELETED' });
			return success(`${series.length} blocks deleted`);
		},
	};
}

import type { IDataObject } from 'n8n-workflow';

import { day } from '../../../shared/fields/build';
import { additionalFields } from '../../../shared/fields/nested';
import { required } from '../../../shared/fields/vary';
import { requestOperation } from '../../../shared/operation';
import type { LookUp } from '../../../shared/types';
import { clinicLocator, doctorLocator } from '../../fields';
import { ids } from '../../kinds';
import { hasRecord } from '../../records';
import { listOf } from '../../vendor';
import { assertDays, assertOrder } from './block-rules';
import { BLOCK_PATH, blocksIn, detailFields, endsAt, startsAt } from './fields';
import { SIMPLIFIED_BLOCK } from './simplified';

/** A single block can be told by its times; which blocks a series has is Spry's to say. */
function lookUpOf(body: IDataObject): LookUp | undefined {
	const { doctor_id, clinic_id, starts_at, ends_at, block_date, recurrence_frequency, doctor_ids } = body;
	const isSingle = recurrence_frequency === undefined || recurrence_frequency === 'NON_RECURRENT';
	if (!isSingle || block_date !== undefined || doctor_ids !== undefined) return undefined;
	const [start_date, end_date] = [starts_at, ends_at].map((time) => String(time).slice(0, 10));
	return {
		request: {
			method: 'GET',
			path: BLOCK_PATH,
			query: { doctor_id: [Number(doctor_id)], clinic_id: [Number(clinic_id)], start_date, end_date, size: 100 },
		},
		find(answer) {
			const found = listOf(answer, 'content').find(
				(block) => block.starts_at === starts_at && block.ends_at === ends_at,
			);
			return found && { ...found, id: found.doctor_blocking_schedule_id };
		},
	};
}

export const create = requestOperation({
	displayName: 'Create',
	value: 'create',
	action: 'Create block time',
	description: "Block out time in a doctor's calendar, once or repeatedly",
	maps: true,
	// No key is documented: the same request again blocks the time twice.
	resend: 'never',
	lookUp: ({ body }) => lookUpOf(body),
	howToCheck:
		"Open the doctor's calendar in Spry and look for the block before running this item again: Spry would make a second one.",
	whenRefused:
		'Check that the doctors and the clinic exist, that the end is after the start, and that the days of the week occur between them.',
	simplified: SIMPLIFIED_BLOCK,
	fields: [
		doctorLocator('The doctor whose time to block', { as: 'doctor_id', required: true }),
		clinicLocator('The clinic to block time at', { as: 'clinic_id', required: true }),
		required(startsAt()),
		required(endsAt()),
		additionalFields(
			...detailFields(),
			day('blockDate', 'The day of the block. A time of day is ignored.', {
				as: 'block_date',
				example: '2027-01-15',
			}),
			ids('doctorIds', 'More doctors to block the same time for', {
				as: 'doctor_ids',
				label: 'Other Doctor IDs',
				example: '602',
			}),
		),
	],
	request(input) {
		assertOrder(input);
		assertDays(input);
		return { method: 'POST', path: BLOCK_PATH, body: input.body, isComplete: hasRecord };
	},
	output: blocksIn,
});

import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { changesIn } from '../../fields';
import { collection } from '../../inputs';
import { hasRecord } from '../../records';
import { dataOf } from '../../vendor';
import { assertOrder, blockLocator, detailFields, endsAt, SIMPLIFIED_BLOCK, startsAt } from './fields';

export const update: RequestOperation = {
	displayName: 'Update',
	value: 'update',
	action: 'Update block time',
	description: 'Change one blocked time; others of its series stay as they are, and so does what is not filled in',
	maps: true,
	// Sets the given values: the second time nothing changes.
	resend: 'always',
	whenRefused:
		'Check the ID of the block, that its end is after its start, and the days of a block that comes again.',
	simplified: SIMPLIFIED_BLOCK,
	fields: [
		blockLocator('The block to change'),
		collection('updateFields', [startsAt(), endsAt(), ...detailFields()]),
	],
	request(input) {
		assertOrder(input);
		return {
			method: 'POST',
			path: path`/v1/doctor-block/modify-block/${input.params.doctorBlockingScheduleId}`,
			body: changesIn(input.body),
			isComplete: hasRecord,
		};
	},
	output: (answer) => dataOf(answer),
};

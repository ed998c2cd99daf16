import { updateFields } from '../../../shared/fields/nested';
import { requestOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import { changesIn } from '../../fields';
import { hasRecord } from '../../records';
import { dataOf } from '../../vendor';
import { assertOrder } from './block-rules';
import { blockLocator, detailFields, endsAt, startsAt } from './fields';
import { SIMPLIFIED_BLOCK } from './simplified';

export const update = requestOperation({
	displayName: 'Update',
	value: 'update',
	action: 'Update block time',
	description:
		'Change one block time. The others in its series do not change. Fields you leave out keep their value.',
	maps: true,
	// Sets the given values: the second time nothing changes.
	resend: 'always',
	whenRefused:
		'Check the ID of the block, that its end is after its start, and the days of a block that comes again.',
	simplified: SIMPLIFIED_BLOCK,
	fields: [blockLocator('The block to change'), updateFields(startsAt(), endsAt(), ...detailFields())],
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
});

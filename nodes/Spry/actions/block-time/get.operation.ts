import { requestOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import { dataOf } from '../../vendor';
import { blockLocator } from './fields';
import { SIMPLIFIED_BLOCK } from './simplified';

export const get = requestOperation({
	displayName: 'Get',
	value: 'get',
	action: 'Get block time',
	description: 'Get one block time. Its times are in UTC.',
	resend: 'always',
	whenRefused: 'Check the ID of the block.',
	simplified: SIMPLIFIED_BLOCK,
	fields: [blockLocator('The block to get')],
	request: ({ params }) => ({
		method: 'GET',
		path: path`/v1/doctor-block/${params.doctorBlockingScheduleId}`,
		isComplete: (answer) => dataOf(answer).doctor_blocking_schedule_id !== undefined,
	}),
	output: (answer) => dataOf(answer),
});

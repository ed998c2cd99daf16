import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { dataOf } from '../../vendor';
import { blockLocator, SIMPLIFIED_BLOCK } from './fields';

export const get: RequestOperation = {
	displayName: 'Get',
	value: 'get',
	action: 'Get block time',
	description: 'Get one blocked time; its times are in UTC',
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
};

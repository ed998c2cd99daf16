import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { doctorLocator } from '../../records';
import { dataOf } from '../../vendor';
import { SIMPLIFIED_DOCTOR } from './fields';

export const get: RequestOperation = {
	displayName: 'Get',
	value: 'get',
	action: 'Get doctor',
	description: 'Get one doctor, with the clinics where they work',
	resend: 'always',
	whenRefused: 'Check the ID of the doctor.',
	simplified: SIMPLIFIED_DOCTOR,
	fields: [doctorLocator('The doctor to get')],
	request: ({ params }) => ({
		method: 'GET',
		path: path`/v1/doctor/${params.doctorId}`,
		isComplete: (answer) => dataOf(answer).doctor_id !== undefined,
	}),
	output: (answer) => dataOf(answer),
};

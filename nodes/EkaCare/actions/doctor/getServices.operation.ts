import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { doctorLocator } from '../../fields';
import { dataOf, listIn } from '../../vendor';

export const getServices: RequestOperation = {
	displayName: 'Get Services',
	value: 'getServices',
	action: 'Get services of doctor',
	description: 'Get what can be booked with a doctor, with duration and price',
	resend: 'always',
	whenRefused: 'Check the ID of the doctor.',
	simplified: [
		'conf_id',
		'service_name',
		'appointment_type',
		'mode',
		'duration',
		'price',
		'currency',
		'pre_pay',
		'book_ahead_days',
		'archive',
	],
	fields: [doctorLocator({ description: 'The doctor whose services to get' })],
	request: ({ params }) => ({
		method: 'GET',
		path: path`/dr/v1/doctor/service/${params.doctorId}`,
		isComplete: (answer) => dataOf(answer).services !== undefined,
	}),
	output: (answer) => listIn(answer, 'services'),
};

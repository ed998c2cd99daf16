import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { patientLocator } from '../../fields';
import { dataOf } from '../../vendor';
import { SIMPLIFIED, withPhone } from './profiles';

export const get: RequestOperation = {
	displayName: 'Get',
	value: 'get',
	action: 'Get patient',
	description: "Get a patient's profile",
	resend: 'always',
	whenRefused: 'Check the ID of the patient.',
	simplified: SIMPLIFIED,
	fields: [patientLocator({ description: 'The patient to get' })],
	request: ({ params }) => ({
		method: 'GET',
		path: path`/profiles/v1/patient/${params.patientId}`,
		isComplete: (answer) => dataOf(answer).oid !== undefined,
	}),
	output: (answer) => withPhone(dataOf(answer)),
};

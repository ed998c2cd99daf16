import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { idLocator } from '../../fields';
import { dataOf } from '../../vendor';
import { SIMPLIFIED_PATIENT } from './simplified';

export const get: RequestOperation = {
	displayName: 'Get',
	value: 'get',
	action: 'Get patient',
	description: 'Get the record of one patient',
	resend: 'always',
	whenRefused: 'Check the ID of the patient, and that your Spry account may see the clinic of this patient.',
	simplified: SIMPLIFIED_PATIENT,
	fields: [idLocator({ displayName: 'Patient', name: 'patientId', description: 'The patient to get' })],
	request: ({ params }) => ({
		method: 'GET',
		path: path`/apis/v1/patient/${params.patientId}`,
		isComplete: (answer) => dataOf(answer).patient_id !== undefined,
	}),
	output: (answer) => dataOf(answer),
};

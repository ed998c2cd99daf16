import { requestOperation } from '../../../shared/operation';
import { caseLocator } from '../../fields';
import { caseRequest } from '../../requests';
import { dataOf } from '../../vendor';
import { SIMPLIFIED_CASE } from './simplified';

export const get = requestOperation({
	displayName: 'Get',
	value: 'get',
	action: 'Get case',
	description: 'Get one case of a patient',
	resend: 'always',
	whenRefused: 'Check the ID of the case: it starts with SPRY_CASE_ and is not the one called id.',
	simplified: SIMPLIFIED_CASE,
	fields: [caseLocator('The case to get', { as: false, required: true })],
	request: ({ params }) => caseRequest(params.caseId),
	output: (answer) => dataOf(answer),
});

import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { noteLocator } from '../../records';
import { dataOf } from '../../vendor';
import { SIMPLIFIED_NOTE } from './fields';

export const get: RequestOperation = {
	displayName: 'Get',
	value: 'get',
	action: 'Get SOAP note',
	description: 'Get what is known about one SOAP note; Spry does not give its clinical text',
	resend: 'always',
	whenRefused: 'Check the ID of the note, which is its context_id.',
	simplified: SIMPLIFIED_NOTE,
	fields: [noteLocator('The note to get')],
	request: ({ params }) => ({
		method: 'GET',
		path: path`/apis/v1/soap-context/${params.contextId}`,
		isComplete: (answer) => dataOf(answer).context_id !== undefined,
	}),
	output: (answer) => dataOf(answer),
};

import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import type { StepsOperation } from '../../../shared/types';
import { readList } from '../../pages';
import { patientLocator } from '../../records';
import { NOTE_PAGES, SIMPLIFIED_NOTE, sortField } from './fields';

export const getAll: StepsOperation = {
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many SOAP notes',
	description: 'Get the SOAP notes of one patient',
	resend: 'always',
	whenRefused: 'Check the ID of the patient.',
	simplified: SIMPLIFIED_NOTE,
	fields: [patientLocator('The patient whose notes to get', 'patient_id'), ...LIST_FIELDS, sortField],
	async steps({ body, params }, send) {
		const list = { path: '/apis/v1/soap-context', query: body, ...NOTE_PAGES };
		const records = await readList(send, list, limitIn(params));
		return records.map((json) => ({ json }));
	},
};

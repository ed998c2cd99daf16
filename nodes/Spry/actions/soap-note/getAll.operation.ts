import { stepsOperation } from '../../../shared/operation';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import { patientLocator } from '../../fields';
import { readList } from '../../pages';
import { NOTE_PAGES, SIMPLIFIED_NOTE, sortField } from './fields';

export const getAll = stepsOperation({
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many SOAP notes',
	description: 'Get the SOAP notes of one patient',
	resend: 'always',
	whenRefused: 'Check the ID of the patient.',
	simplified: SIMPLIFIED_NOTE,
	fields: [
		patientLocator('The patient whose notes to get', { as: 'patient_id', required: true }),
		...LIST_FIELDS,
		sortField,
	],
	async steps({ body, params }, request) {
		const list = { path: '/apis/v1/soap-context', query: body, ...NOTE_PAGES };
		const records = await readList(request, list, limitIn(params));
		return records.map((json) => ({ json }));
	},
});

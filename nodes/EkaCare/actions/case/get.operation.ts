import type { IDataObject } from 'n8n-workflow';

import { Refusal } from '../../../shared/failure';
import { readPages } from '../../../shared/http/paging';
import type { StepsOperation } from '../../../shared/types';
import { caseLocator, patientLocator } from '../../fields';
import { asCase, caseReader, firstCases, isDeleted } from './case-list';

function unknownCase(found: IDataObject | undefined): Refusal {
	return new Refusal({
		kind: 'notFound',
		message: found ? 'Eka Care has deleted this case' : 'Eka Care knows no such case of this patient',
		description: 'Check the IDs of the patient and the case.',
		outcome: 'none',
	});
}

export const get: StepsOperation = {
	displayName: 'Get',
	value: 'get',
	action: 'Get case',
	description: 'Get one case of a patient',
	resend: 'always',
	whenRefused: 'Check the IDs of the patient and the case.',
	fields: [
		patientLocator({ description: 'The patient whose case to get' }),
		caseLocator({ description: 'The case to get' }),
	],
	async steps({ params }, send) {
		// Eka Care has no call for one case, so it is picked from the list; the first match ends the search.
		const read = caseReader((cases) => cases.filter(({ id }) => id === params.caseId));
		const [found] = await readPages(send, firstCases(params.patientId), read, 1);
		if (!found || isDeleted(found)) throw unknownCase(found);
		return [{ json: asCase(found) }];
	},
};

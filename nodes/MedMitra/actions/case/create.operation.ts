import type { IDataObject } from 'n8n-workflow';

import { Refusal } from '../../../shared/failure';
import { stepsOperation } from '../../../shared/operation';
import { isRecord } from '../../../shared/values';
import { isUuid, listRequest } from '../../requests';
import { STANDARD_WAIT_LIMIT } from '../../fields';
import { caseWithInsights, createdCase, SIMPLIFIED_CASE } from '../../insights';
import { beginWaiting, lookForInsights } from '../../waiting';
import { createFields } from './create-fields';
import { createRequest } from './create-request';
import { earlierCase, sameCase } from './same-case';

const created = (caseId: string) => `The case was created with the ID ${caseId}.`;

/** The new case cannot be waited for, because nobody knows which one it is. */
function nameless(): Refusal {
	return new Refusal({
		kind: 'malformed',
		message: 'MedMitra created the case, but did not tell its ID',
		description: 'Do not run this item again: it would create a second case. Look the case up in MedMitra.',
		outcome: 'partial',
	});
}

export const create = stepsOperation({
	displayName: 'Create',
	value: 'create',
	action: 'Create case',
	description: 'Create a case with lab and radiology files and start its analysis',
	maps: true,
	// No key exists, and every create costs an analysis: the same request again is a second case.
	resend: 'never',
	simplified: SIMPLIFIED_CASE,
	// MedMitra answers only after all files are stored, and may stall while another analysis runs.
	timeout: 120_000,
	whenRefused:
		"Check the patient's name, age and gender and the files; a gateway in front may take less than their size. If all of it is right, check that the base URL of the credential is the address of the API.",
	fields: createFields,
	lookUp: ({ body, account }, sentAt) => ({
		request: listRequest(account),
		find: (answer) => sameCase(answer, body, sentAt),
	}),
	howToCheck:
		'Look through the cases of MedMitra before running this item again: it would create a second case and start a second analysis.',
	async steps(input, request) {
		const { notes, params } = input;
		const limit = Number(params.waitLimit ?? STANDARD_WAIT_LIMIT);
		if (typeof notes.caseId === 'string') {
			const awaited = { caseId: notes.caseId, limit, alreadyDone: created(notes.caseId) };
			const found = await lookForInsights(input, awaited, request);
			return 'lookAgainIn' in found ? found : [{ json: caseWithInsights(found) }];
		}
		const creation = await createRequest(input);
		const earlier = await earlierCase(input, request);
		const { body } = earlier ? { body: { case: earlier } } : await request(creation);
		const answer: IDataObject = isRecord(body) ? (body as IDataObject) : {};
		const row = (isRecord(answer.case) ? answer.case : {}) as IDataObject;
		if (params.waitForInsights !== true) {
			const known = params.ifExists === 'continue' ? { alreadyExisted: earlier !== undefined } : {};
			return [{ json: { ...createdCase(row, answer.uploaded_files), ...known } }];
		}
		if (!isUuid(row.case_id)) throw nameless();
		notes.caseId = row.case_id;
		return beginWaiting(notes, limit);
	},
});

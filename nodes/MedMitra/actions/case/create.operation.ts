import { stepsOperation } from '../../../shared/operation';
import { isUuid, listRequest } from '../../requests';
import { STANDARD_WAIT_LIMIT } from '../../fields';
import { caseWithInsights, createdCase, SIMPLIFIED_CASE } from '../../insights';
import { beginWaiting } from '../../waiting';
import { createFields } from './create-fields';
import { createRequest } from './create-request';
import { awaitCreated, earlierOf, lookAgain, nameless } from './create-steps';
import { createdIn } from './earlier-case';
import { caseSince, tellOfCase } from './same-case';

const WAIT_ON = 'Wait on with Case: Wait for Insights; running this item again would create a second case.';
const GOES_ON = 'Running this item again is safe: it goes on with the case that is there.';

const saysCreated = (caseId: unknown) =>
	isUuid(caseId) ? `The case was created with the ID ${caseId}.` : 'The case was created.';

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
		find: (answer) => caseSince(answer, body, sentAt),
		tell: tellOfCase,
	}),
	howToCheck:
		'Look through the cases of MedMitra before running this item again: it would create a second case and start a second analysis.',
	async steps(input, request) {
		const { notes, params } = input;
		const limit = Number(params.waitLimit ?? STANDARD_WAIT_LIMIT);
		if (typeof notes.caseId === 'string') return await awaitCreated(input, limit, request);
		const creation = await createRequest(input);
		const isCautious = params.ifExists === 'continue';
		const earlier = isCautious ? await earlierOf(input, creation, request) : 'none';
		if (earlier === 'undecided') return lookAgain(input, limit);
		if (earlier !== 'none') {
			const { found } = earlier;
			if (params.waitForInsights === true) return [{ json: caseWithInsights(found) }];
			return [{ json: { ...createdCase(found.case, found.files), alreadyExisted: true } }];
		}
		const { row, files } = createdIn(
			await request({
				...creation,
				done: (answer) => saysCreated(createdIn(answer).row.case_id),
				instead: isCautious ? GOES_ON : WAIT_ON,
			}),
		);
		if (params.waitForInsights !== true) {
			return [{ json: { ...createdCase(row, files), ...(isCautious && { alreadyExisted: false }) } }];
		}
		if (!isUuid(row.case_id)) throw nameless();
		notes.caseId = row.case_id;
		return beginWaiting(notes, limit);
	},
});

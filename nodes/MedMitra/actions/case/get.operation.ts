import { stepsOperation } from '../../../shared/operation';
import { caseIn, caseRequest, isAnalysed, listRequest, READ_TIMEOUT_MS } from '../../requests';
import { caseLocator } from '../../fields';
import { analysedCase, caseWithInsights, caseWithoutInsights, SIMPLIFIED_CASE } from '../../insights';

export const get = stepsOperation({
	displayName: 'Get',
	value: 'get',
	action: 'Get case',
	description: 'Get a case with its files and insights. If there are no insights yet, get its status.',
	resend: 'always',
	timeout: READ_TIMEOUT_MS,
	whenRefused: 'Check the ID of the case, and that the base URL of the credential is the address of the API.',
	simplified: SIMPLIFIED_CASE,
	fields: [caseLocator('The case to get', { as: false, required: true })],
	async steps({ params, account }, request) {
		const answer = await request(caseRequest(params.caseId));
		if (isAnalysed(answer)) return [{ json: caseWithInsights(analysedCase(answer)) }];
		// The case exists. Of one without insights MedMitra tells nothing but what stands in the list.
		const listed = caseIn(await request(listRequest(account, { isShared: true })), params.caseId);
		const row = listed ?? { case_id: params.caseId, status: 'unknown' };
		return [{ json: caseWithoutInsights(row) }];
	},
});

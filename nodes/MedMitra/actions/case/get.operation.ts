import type { StepsOperation } from '../../../shared/types';
import { caseIn, caseRequest, isAnalysed, listRequest, READ_TIMEOUT_MS } from '../../cases';
import { caseLocator, INSIGHTS_OUTPUT, outputField } from '../../fields';
import { analysedCase, shownCase, shownWithoutInsights } from '../../insights';

export const get: StepsOperation = {
	displayName: 'Get',
	value: 'get',
	action: 'Get case',
	description: 'Get a case with its files and insights; without insights (yet), whether it is ready and its status',
	resend: 'always',
	timeout: READ_TIMEOUT_MS,
	whenRefused: 'Check the ID of the case, and that the base URL of the credential is the address of the API.',
	fields: [caseLocator('The case to get'), outputField(INSIGHTS_OUTPUT)],
	async steps({ params, account }, send) {
		const answer = await send(caseRequest(params.caseId));
		if (isAnalysed(answer)) return [{ json: shownCase(analysedCase(answer), params.output) }];
		// The case exists. Of one without insights MedMitra tells nothing but what stands in the list.
		const listed = caseIn(await send(listRequest(account, { isShared: true })), params.caseId);
		const row = listed ?? { case_id: params.caseId, status: 'unknown' };
		return [{ json: shownWithoutInsights(row, params.output) }];
	},
};

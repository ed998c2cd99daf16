import type { StepsOperation } from '../../../shared/types';
import { caseIn, caseRequest, isAnalysed, listRequest, READ_TIMEOUT_MS } from '../../cases';
import { caseLocator } from '../../fields';
import { analysedCase } from '../../insights';

export const getStatus: StepsOperation = {
	displayName: 'Get Status',
	value: 'getStatus',
	action: 'Get status of case',
	description:
		"Get how far the analysis of a case is: processing, completed or failed; unknown when the case is another user's or too old for the list",
	resend: 'always',
	timeout: READ_TIMEOUT_MS,
	whenRefused: 'Check the ID of the case, and that the base URL of the credential is the address of the API.',
	fields: [caseLocator('The case whose status to get')],
	async steps({ params, account }, request) {
		const listed = caseIn(await request(listRequest(account)), params.caseId);
		if (listed) return [{ json: listed }];
		// The list ends after 1000 cases and has those of one user, so only the case itself can tell that there is none.
		const answer = await request(caseRequest(params.caseId));
		if (isAnalysed(answer)) return [{ json: analysedCase(answer).case }];
		return [{ json: { case_id: params.caseId, status: 'unknown' } }];
	},
};

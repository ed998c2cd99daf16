import { stepsOperation } from '../../../shared/operation';
import { caseIn, caseRequest, isAnalysed, listRequest, READ_TIMEOUT_MS } from '../../requests';
import { caseLocator } from '../../fields';
import { analysedCase } from '../../insights';

export const getStatus = stepsOperation({
	displayName: 'Get Status',
	value: 'getStatus',
	action: 'Get status of case',
	description:
		'Get the status of a case: processing, completed or failed. It is unknown if the case belongs to another user or is too old for the list.',
	resend: 'always',
	timeout: READ_TIMEOUT_MS,
	whenRefused: 'Check the ID of the case, and that the base URL of the credential is the address of the API.',
	fields: [caseLocator('The case whose status to get', { as: false, required: true })],
	async steps({ params, account }, request) {
		const listed = caseIn(await request(listRequest(account)), params.caseId);
		if (listed) return [{ json: listed }];
		// The list ends after 1000 cases and has those of one user, so only the case itself can tell that there is none.
		const answer = await request(caseRequest(params.caseId));
		if (isAnalysed(answer)) return [{ json: analysedCase(answer).case }];
		return [{ json: { case_id: params.caseId, status: 'unknown' } }];
	},
});

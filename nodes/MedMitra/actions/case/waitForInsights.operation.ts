import { options } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import { READ_TIMEOUT_MS } from '../../requests';
import { caseLocator, STANDARD_WAIT_LIMIT, waitLimitField } from '../../fields';
import { caseWithInsights, SIMPLIFIED_CASE } from '../../insights';
import { lookForInsights } from '../../waiting';

export const waitForInsights = stepsOperation({
	displayName: 'Wait for Insights',
	value: 'waitForInsights',
	action: 'Wait for insights of case',
	description: 'Wait for the analysis of a case to finish, then get the case with its files and insights',
	resend: 'always',
	timeout: READ_TIMEOUT_MS,
	whenRefused: 'Check the ID of the case, and that the base URL of the credential is the address of the API.',
	simplified: SIMPLIFIED_CASE,
	fields: [caseLocator('The case to wait for', { as: false, required: true }), options(waitLimitField)],
	async steps(input, request) {
		const { caseId, waitLimit } = input.params;
		const limit = Number(waitLimit ?? STANDARD_WAIT_LIMIT);
		const found = await lookForInsights(input, { caseId, limit }, request);
		return 'lookAgainIn' in found ? found : [{ json: caseWithInsights(found) }];
	},
});

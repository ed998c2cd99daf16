import { text } from '../../../shared/fields/build';
import { updateFields } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import { changesIn } from '../../fields';
import { authorizationLocator, hasRecord } from '../../records';
import { dataOf } from '../../vendor';
import { detailFields, withWholeCodes } from './detail-fields';
import { SIMPLIFIED_AUTHORIZATION } from './simplified';

export const update = stepsOperation({
	displayName: 'Update',
	value: 'update',
	action: 'Update authorization',
	description: 'Change an authorization. Fields you leave out keep their value.',
	maps: true,
	// Sets the given values, and each list as a whole: the second time nothing changes.
	resend: 'always',
	whenRefused:
		'Check the ID of the authorization, that each end date is after its start date, and the IDs of the ICD codes.',
	simplified: SIMPLIFIED_AUTHORIZATION,
	fields: [
		authorizationLocator('The authorization to change', { as: false, required: true }),
		updateFields(
			...detailFields(),
			text('authorizationReferenceNumber', 'The reference number that the insurer gave the authorization', {
				as: 'authorization_reference_number',
				example: 'PA-2027-0042',
			}),
		),
	],
	async steps({ body, params }, request) {
		const answer = await request({
			method: 'POST',
			path: path`/apis/soap-enrichment/v1/authorization/${params.authorizationId}`,
			body: await withWholeCodes(changesIn(body), request),
			isComplete: hasRecord,
		});
		return [{ json: dataOf(answer) }];
	},
});

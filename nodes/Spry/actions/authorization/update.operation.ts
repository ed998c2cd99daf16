import { path } from '../../../shared/http/path';
import type { StepsOperation } from '../../../shared/types';
import { changesIn } from '../../fields';
import { collection, line } from '../../inputs';
import { authorizationLocator, hasRecord } from '../../records';
import { dataOf } from '../../vendor';
import { detailFields, withWholeCodes } from './detail-fields';
import { SIMPLIFIED_AUTHORIZATION } from './simplified';

export const update: StepsOperation = {
	displayName: 'Update',
	value: 'update',
	action: 'Update authorization',
	description: 'Change an authorization; what is not filled in stays as it is',
	maps: true,
	// Sets the given values, and each list as a whole: the second time nothing changes.
	resend: 'always',
	whenRefused:
		'Check the ID of the authorization, that each end date is after its start date, and the IDs of the ICD codes.',
	simplified: SIMPLIFIED_AUTHORIZATION,
	fields: [
		authorizationLocator('The authorization to change'),
		collection('updateFields', [
			...detailFields(),
			line('authorization_reference_number', {
				displayName: 'Authorization Reference Number',
				placeholder: 'e.g. PA-2027-0042',
				description: 'The number that the insurance gave to the authorization',
			}),
		]),
	],
	async steps({ body, params }, send) {
		const answer = await send({
			method: 'POST',
			path: path`/apis/soap-enrichment/v1/authorization/${params.authorizationId}`,
			body: await withWholeCodes(changesIn(body), send),
			isComplete: hasRecord,
		});
		return [{ json: dataOf(answer) }];
	},
};

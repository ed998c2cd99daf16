import { additionalFields } from '../../../shared/fields/nested';
import { required } from '../../../shared/fields/vary';
import { stepsOperation } from '../../../shared/operation';
import { organisationOf } from '../../account';
import { firstName, lastName } from '../../people-fields';
import { dataOf } from '../../vendor';
import { detailFields, SIMPLIFIED_PHYSICIAN } from './fields';

export const create = stepsOperation({
	displayName: 'Create',
	value: 'create',
	action: 'Create referring physician',
	description: 'Register a physician who refers patients',
	maps: true,
	// No key is documented: the same request again registers the physician twice.
	resend: 'never',
	howToCheck:
		'Look for the physician in Spry before running this item again: Spry would register the same person twice.',
	whenRefused: 'Check the NPI, the states of the offices, and that the organisation is the one of the credential.',
	simplified: SIMPLIFIED_PHYSICIAN,
	fields: [
		required(firstName()),
		required(lastName()),
		additionalFields(
			...detailFields('The organisation that registers the physician, if it differs from that of the credential'),
		),
	],
	async steps(input, request) {
		const org_id = input.body.org_id ?? (await organisationOf(input, request));
		const answer = await request({
			method: 'POST',
			// There is an older call under v1, which keeps one address only.
			path: '/apis/v2/referring-physician',
			body: { ...input.body, org_id },
			isComplete: (given) => dataOf(given).id !== undefined,
		});
		return [{ json: dataOf(answer) }];
	},
});

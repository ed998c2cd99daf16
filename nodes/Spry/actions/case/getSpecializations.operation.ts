import { integer } from '../../../shared/fields/build';
import { filters } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import { organisationOf } from '../../account';
import { ALL_SPECIALIZATIONS, specializationsRequest } from '../../requests';
import { upTo } from '../../pages';
import { listOf } from '../../vendor';

export const getSpecializations = stepsOperation({
	displayName: 'Get Specializations',
	value: 'getSpecializations',
	action: 'Get specializations',
	description: 'Get the specializations that your organisation can use for cases',
	resend: 'always',
	whenRefused: 'Check that the organisation is the one of your Spry account.',
	fields: [
		...LIST_FIELDS,
		filters(
			integer('organisationId', 'The organisation. If empty, that of the credential.', {
				as: false,
				example: '77',
				min: 1,
			}),
		),
	],
	async steps(input, request) {
		const limit = limitIn(input.params);
		const organisationId = input.params.organisationId ?? (await organisationOf(input, request));
		const answer = await request(specializationsRequest(organisationId, limit ?? ALL_SPECIALIZATIONS));
		return upTo(listOf(answer), limit).map((json) => ({ json }));
	},
});

import { integerId } from '../../../shared/fields/convert';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import type { StepsOperation } from '../../../shared/types';
import { organisationOf } from '../../account';
import { ALL_SPECIALIZATIONS, specializationsRequest } from '../../lists';
import { upTo } from '../../pages';
import { listOf } from '../../vendor';

export const getSpecializations: StepsOperation = {
	displayName: 'Get Specializations',
	value: 'getSpecializations',
	action: 'Get specializations',
	description: 'Get the specializations that a case of your organisation may have',
	resend: 'always',
	whenRefused: 'Check that the organisation is the one of your Spry account.',
	fields: [
		...LIST_FIELDS,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Organisation ID',
					name: 'organisationId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 77',
					description: 'The organisation; the one of the credential when empty',
					sends: integerId(),
				},
			],
		},
	],
	async steps(input, send) {
		const limit = limitIn(input.params);
		const organisationId = input.params.organisationId ?? (await organisationOf(input, send));
		const answer = await send(specializationsRequest(organisationId, limit ?? ALL_SPECIALIZATIONS));
		return upTo(listOf(answer), limit).map((json) => ({ json }));
	},
};

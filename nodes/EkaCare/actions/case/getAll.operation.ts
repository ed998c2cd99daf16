import { flag } from '../../../shared/fields/convert';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn, readPages } from '../../../shared/http/paging';
import type { StepsOperation } from '../../../shared/types';
import { patientLocator } from '../../fields';
import { updatedAfterField } from '../updated-after';
import { asCase, caseReader, firstCases, isDeleted } from './case-list';

export const getAll: StepsOperation = {
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many cases',
	description: 'Get the cases of a patient, the one changed longest ago first',
	resend: 'always',
	whenRefused: 'Check the ID of the patient.',
	fields: [
		patientLocator({ description: 'The patient whose cases to get' }),
		...LIST_FIELDS,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Include Deleted',
					name: 'includeDeleted',
					type: 'boolean',
					default: false,
					description: 'Whether to output deleted cases too, which have the status D and no content',
					sends: flag(),
				},
				updatedAfterField,
			],
		},
	],
	async steps({ params }, send) {
		const { patientId, includeDeleted, updatedAfter } = params;
		const read = caseReader((cases) => cases.filter((one) => includeDeleted === true || !isDeleted(one)));
		const cases = await readPages(send, firstCases(patientId, updatedAfter), read, limitIn(params));
		return cases.map((one) => ({ json: asCase(one) }));
	},
};

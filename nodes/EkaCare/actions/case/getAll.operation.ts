import { flag } from '../../../shared/fields/build';
import { filters } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn, readPages } from '../../../shared/http/paging';
import { patientLocator } from '../../fields';
import { updatedAfterField } from '../updated-after';
import { asCase, caseReader, firstCases, isDeleted } from './case-list';

export const getAll = stepsOperation({
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many cases',
	description: 'Get the cases of a patient, least recently changed first',
	resend: 'always',
	whenRefused: 'Check the ID of the patient.',
	fields: [
		patientLocator('The patient whose cases to get', { as: false, required: true }),
		...LIST_FIELDS,
		filters(
			flag('includeDeleted', 'Whether to include deleted cases, which have the status D and no content', {
				as: false,
			}),
			updatedAfterField,
		),
	],
	async steps({ params }, request) {
		const { patientId, includeDeleted, updatedAfter } = params;
		const read = caseReader((cases) => cases.filter((one) => includeDeleted === true || !isDeleted(one)));
		const cases = await readPages(request, firstCases(patientId, updatedAfter), read, limitIn(params));
		return cases.map((one) => ({ json: asCase(one) }));
	},
});

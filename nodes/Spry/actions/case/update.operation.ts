import { path } from '../../../shared/http/path';
import type { StepsOperation } from '../../../shared/types';
import { caseLocator, changesIn, optional, specializationLocator } from '../../fields';
import { caseRequest } from '../../lists';
import { dataOf } from '../../vendor';
import { byName, caseFields, caseTitleField, SIMPLIFIED_CASE } from './case-fields';
import { withWholeRecords } from './complete';

export const update: StepsOperation = {
	displayName: 'Update',
	value: 'update',
	action: 'Update case',
	description: 'Change a case or discharge its patient; fields that are not given keep their value',
	maps: true,
	// Sets given values: the same request again changes nothing more.
	resend: 'always',
	whenRefused:
		'Check the ID of the case, the specialization (it must be enabled for your organisation) and the IDs of ICD codes, physicians and insurance cards.',
	simplified: SIMPLIFIED_CASE,
	fields: [
		caseLocator('The case to change', 'spry_case_id'),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [...caseFields, optional(caseTitleField), optional(specializationLocator())].sort(byName),
		},
	],
	async steps({ body, params }, send) {
		const changes = { ...body };
		delete changes.spry_case_id;
		// A case names its patient, whose cards are the ones to choose from.
		const patientOf = async () => {
			const answer = await send({ ...caseRequest(params.caseId), isShared: true });
			return dataOf(answer).patient_id;
		};
		const answer = await send({
			// An update is a POST to the record; Spry has neither PUT nor PATCH here.
			method: 'POST',
			path: path`/apis/soap-enrichment/v1/patientCase/${params.caseId}`,
			body: await withWholeRecords(changesIn(changes), send, patientOf),
			isComplete: (changed) => dataOf(changed).spry_case_id !== undefined,
		});
		return [{ json: dataOf(answer) }];
	},
};

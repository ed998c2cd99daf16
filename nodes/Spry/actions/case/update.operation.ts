import { updateFields } from '../../../shared/fields/nested';
import { optional } from '../../../shared/fields/vary';
import { stepsOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import { caseLocator, changesIn, specializationLocator } from '../../fields';
import { caseRequest } from '../../requests';
import { dataOf } from '../../vendor';
import { caseFields, caseTitleField } from './case-fields';
import { withWholeRecords } from './complete';
import { SIMPLIFIED_CASE } from './simplified';

export const update = stepsOperation({
	displayName: 'Update',
	value: 'update',
	action: 'Update case',
	description: 'Change a case or discharge the patient. Fields you leave out keep their value.',
	maps: true,
	// Sets given values: the same request again changes nothing more.
	resend: 'always',
	whenRefused:
		'Check the ID of the case, the specialization (it must be enabled for your organisation) and the IDs of ICD codes, physicians and insurance cards.',
	simplified: SIMPLIFIED_CASE,
	fields: [
		caseLocator('The case to change', { as: 'spry_case_id', required: true }),
		updateFields(
			...caseFields,
			optional(caseTitleField),
			specializationLocator('The type of treatment. It must be enabled for your organisation.', {
				as: 'specialization',
			}),
		),
	],
	async steps({ body, params }, request) {
		const changes = { ...body };
		delete changes.spry_case_id;
		// A case names its patient, whose cards are the ones to choose from.
		const patientOf = async () => {
			const answer = await request({ ...caseRequest(params.caseId), isShared: true });
			return dataOf(answer).patient_id;
		};
		const answer = await request({
			// An update is a POST to the record; Spry has neither PUT nor PATCH here.
			method: 'POST',
			path: path`/apis/soap-enrichment/v1/patientCase/${params.caseId}`,
			body: await withWholeRecords(changesIn(changes), request, patientOf),
			isComplete: (changed) => dataOf(changed).spry_case_id !== undefined,
		});
		return [{ json: dataOf(answer) }];
	},
});

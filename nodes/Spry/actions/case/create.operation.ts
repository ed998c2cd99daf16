import { additionalFields } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import { clinicLocator, patientLocator, specializationLocator } from '../../fields';
import { dataOf } from '../../vendor';
import { caseFields, caseTitleField } from './case-fields';
import { withWholeRecords } from './complete';
import { physicianField } from './physician-fields';
import { SIMPLIFIED_CASE } from './simplified';

/** What can be said only when a case is opened. */
const onlyAtFirst = [
	clinicLocator('The clinic that treats the case', { as: 'clinic_id' }),
	physicianField(
		'secondaryReferringPhysicianDetails',
		'secondary_referring_physician_details',
		'Secondary Referring Physician',
	),
	physicianField(
		'tertiaryReferringPhysicianDetails',
		'tertiary_referring_physician_details',
		'Tertiary Referring Physician',
	),
];

export const create = stepsOperation({
	displayName: 'Create',
	value: 'create',
	action: 'Create case',
	description:
		'Open a treatment case for a patient. Running it twice opens two cases, because Spry does not take an ID of yours.',
	maps: true,
	// No key is documented: the same request again opens a second case.
	resend: 'never',
	howToCheck:
		'Open the patient in Spry and look for the case before running this item again: Spry would open a second one.',
	whenRefused:
		'Check the patient, the clinic, the specialization (it must be enabled for your organisation) and the IDs of ICD codes, physicians and insurance cards.',
	simplified: SIMPLIFIED_CASE,
	fields: [
		patientLocator('The patient to open the case for', { as: 'patient_id', required: true }),
		caseTitleField,
		specializationLocator('The type of treatment. It must be enabled for your organisation.', {
			as: 'specialization',
			required: true,
		}),
		additionalFields(...caseFields, ...onlyAtFirst),
	],
	async steps({ body, params }, request) {
		const answer = await request({
			method: 'POST',
			path: '/apis/soap-enrichment/v1/patientCase',
			body: await withWholeRecords(body, request, async () => params.patientId),
			isComplete: (created) => dataOf(created).spry_case_id !== undefined,
		});
		return [{ json: dataOf(answer) }];
	},
});

import type { Field, StepsOperation } from '../../../shared/types';
import { clinicLocator, idLocator, optional, specializationLocator } from '../../fields';
import { dataOf } from '../../vendor';
import { byName, caseFields, caseTitleField, SIMPLIFIED_CASE } from './case-fields';
import { withWholeRecords } from './complete';
import { physicianField } from './physician-fields';

/** What can be said only when a case is opened. */
const onlyAtFirst: Field[] = [
	optional(clinicLocator('The clinic that treats the case')),
	physicianField(
		'Secondary Referring Physician',
		'secondaryReferringPhysicianDetails',
		'secondary_referring_physician_details',
	),
	physicianField(
		'Tertiary Referring Physician',
		'tertiaryReferringPhysicianDetails',
		'tertiary_referring_physician_details',
	),
];

export const create: StepsOperation = {
	displayName: 'Create',
	value: 'create',
	action: 'Create case',
	description: 'Open a treatment case for a patient; sent twice it opens two, since Spry takes no ID of yours',
	maps: true,
	// No key is documented: the same request again opens a second case.
	resend: 'never',
	howToCheck:
		'Open the patient in Spry and look for the case before running this item again: Spry would open a second one.',
	whenRefused:
		'Check the patient, the clinic, the specialization (it must be enabled for your organisation) and the IDs of ICD codes, physicians and insurance cards.',
	simplified: SIMPLIFIED_CASE,
	fields: [
		idLocator(
			{
				displayName: 'Patient',
				name: 'patientId',
				description: 'The patient whose case is opened',
			},
			'patient_id',
		),
		caseTitleField,
		specializationLocator(),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [...caseFields, ...onlyAtFirst].sort(byName),
		},
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
};

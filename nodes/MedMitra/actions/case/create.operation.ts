import type { IDataObject } from 'n8n-workflow';

import { Refusal } from '../../../shared/failure';
import { choice, files, flag } from '../../../shared/fields/build';
import { additionalFields, options } from '../../../shared/fields/nested';
import { required, shownWhen } from '../../../shared/fields/vary';
import { stepsOperation } from '../../../shared/operation';
import { UNCHOSEN } from '../../../shared/unchosen';
import { isRecord } from '../../../shared/values';
import { isUuid, listRequest } from '../../cases';
import { caseSummaryField, patientAgeField, patientNameField, STANDARD_WAIT_LIMIT, waitLimitField } from '../../fields';
import { caseWithInsights, createdCase, SIMPLIFIED_CASE } from '../../insights';
import { beginWaiting, lookForInsights } from '../../waiting';
import { createRequest, LAB_LABEL, RADIOLOGY_LABEL } from './create-request';
import { earlierCase, sameCase } from './same-case';

const created = (caseId: string) => `The case was created with the ID ${caseId}.`;

/** The new case cannot be waited for, because nobody knows which one it is. */
function nameless(): Refusal {
	return new Refusal({
		kind: 'malformed',
		message: 'MedMitra created the case, but did not tell its ID',
		description: 'Do not run this item again: it would create a second case. Look the case up in MedMitra.',
		outcome: 'partial',
	});
}

export const create = stepsOperation({
	displayName: 'Create',
	value: 'create',
	action: 'Create case',
	description: 'Create a case with lab and radiology files and start its analysis',
	maps: true,
	// No key exists, and every create costs an analysis: the same request again is a second case.
	resend: 'never',
	simplified: SIMPLIFIED_CASE,
	// MedMitra answers only after all files are stored, and may stall while another analysis runs.
	timeout: 120_000,
	whenRefused:
		"Check the patient's name, age and gender and the files; a gateway in front may take less than their size. If all of it is right, check that the base URL of the credential is the address of the API.",
	fields: [
		required(patientNameField),
		required(patientAgeField),
		choice('patientGender', 'The gender on record; another one can be given by an expression', {
			// The server takes free text; these are the values its own pages offer.
			as: 'patient_gender',
			required: true,
			options: { Female: 'Female', Male: 'Male', Transgender: 'Transgender' },
			open: true,
			default: UNCHOSEN,
		}),
		required(caseSummaryField),
		additionalFields(
			files(
				'labFiles',
				'Names of the input data fields that hold lab reports (PDF or CSV, at most 10 MB each; a CSV is kept but not read by the analysis), separated by commas, or an expression that yields a file',
				{ as: false, label: LAB_LABEL, example: 'labReport' },
			),
			files(
				'radiologyFiles',
				'Names of the input data fields that hold radiology pictures (JPEG or PNG, at most 50 MB each), separated by commas, or an expression that yields a file',
				{ as: false, label: RADIOLOGY_LABEL, example: 'xray1, xray2' },
			),
		),
		options(
			flag(
				'allowDicom',
				'Whether to send DICOM files as radiology files. MedMitra hands the file as it is to a model that cannot read it, so the case stays in processing for ever, unless your server converts it.',
				{ as: false, label: 'Allow DICOM Files' },
			),
			choice(
				'ifExists',
				'What to do when there is a case with the same patient name, age, gender and case summary, as after a run that was broken off. To tell visits apart put an ID of your own into the summary.',
				{
					as: false,
					label: 'If Same Case Exists',
					options: {
						continue: {
							name: 'Continue',
							description: 'Output the case that is there, unless its analysis has failed',
						},
						create: { name: 'Create Another', description: 'Do not look for one' },
					},
					default: 'create',
				},
			),
			flag(
				'waitForInsights',
				'Whether to wait until the analysis has ended, and output the case with its insights',
				{ as: false },
			),
			shownWhen({ show: { waitForInsights: [true] } }, waitLimitField),
		),
	],
	lookUp: ({ body, account }, sentAt) => ({
		request: listRequest(account),
		find: (answer) => sameCase(answer, body, sentAt),
	}),
	howToCheck:
		'Look through the cases of MedMitra before running this item again: it would create a second case and start a second analysis.',
	async steps(input, send) {
		const { notes, params } = input;
		const limit = Number(params.waitLimit ?? STANDARD_WAIT_LIMIT);
		if (typeof notes.caseId === 'string') {
			const awaited = { caseId: notes.caseId, limit, alreadyDone: created(notes.caseId) };
			const found = await lookForInsights(input, awaited, send);
			return 'lookAgainIn' in found ? found : [{ json: caseWithInsights(found) }];
		}
		const request = await createRequest(input);
		const earlier = await earlierCase(input, send);
		const { body } = earlier ? { body: { case: earlier } } : await send(request);
		const answer: IDataObject = isRecord(body) ? (body as IDataObject) : {};
		const row = (isRecord(answer.case) ? answer.case : {}) as IDataObject;
		if (params.waitForInsights !== true) {
			const known = params.ifExists === 'continue' ? { alreadyExisted: earlier !== undefined } : {};
			return [{ json: { ...createdCase(row, answer.uploaded_files), ...known } }];
		}
		if (!isUuid(row.case_id)) throw nameless();
		notes.caseId = row.case_id;
		return beginWaiting(notes, limit);
	},
});

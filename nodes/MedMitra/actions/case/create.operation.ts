import type { IDataObject } from 'n8n-workflow';

import { choice, files, flag } from '../../../shared/fields/convert';
import { Refusal } from '../../../shared/failure';
import type { Answer, FileReference, ItemInput, Part, RequestSpec, Send, StepsOperation } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { UNCHOSEN } from '../../../shared/fields/unchosen';
import { casesIn, isUuid, listRequest, userIdOf } from '../../cases';
import { caseSummaryField, patientAgeField, patientNameField, STANDARD_WAIT_LIMIT, waitLimitField } from '../../fields';
import { filePartsOf, LAB, RADIOLOGY, RADIOLOGY_WITH_DICOM } from '../../files';
import { caseWithInsights, createdCase, SIMPLIFIED_CASE } from '../../insights';
import { beginWaiting, lookForInsights } from '../../waiting';

const LAB_LABEL = 'Lab Data Fields';
const RADIOLOGY_LABEL = 'Radiology Data Fields';

/** Clocks may differ by this much. */
const SKEW_MS = 5 * 60_000;

const COMPARED = ['patient_name', 'patient_age', 'patient_gender', 'case_summary'];

/** The cases that say the same, the newest first: there is no key by which to be sure. */
function sameCases(list: Answer, wanted: IDataObject): IDataObject[] {
	return casesIn(list).filter((entry) => COMPARED.every((key) => entry[key] === wanted[key]));
}

/** One that was made since. */
function sameCase(list: Answer, wanted: IDataObject, since: number): IDataObject | undefined {
	const isSince = ({ created_at }: IDataObject) => Date.parse(String(created_at)) >= since - SKEW_MS;
	const found = sameCases(list, wanted).find(isSince);
	return found && { id: String(found.case_id) };
}

/** One that an earlier run has made. A failed one cannot be analysed again, so it counts for nothing. */
async function earlierCase({ account, body, params }: ItemInput, send: Send): Promise<IDataObject | undefined> {
	if (params.ifExists !== 'continue') return undefined;
	const list = await send(listRequest(account));
	return sameCases(list, body).find(({ case_id, status }) => isUuid(case_id) && status !== 'failed');
}

/**
 * The request that creates a case: the texts, then the files of both categories, all checked before.
 *
 * @throws Refusal naming the field that cannot be sent
 */
export async function createRequest(input: ItemInput): Promise<RequestSpec> {
	const { account, body, params } = input;
	const userId = userIdOf(account);
	const references = (value: unknown) => (value ?? []) as FileReference[];
	const lab = input.files(references(params.labFiles), LAB_LABEL);
	const radiology = input.files(references(params.radiologyFiles), RADIOLOGY_LABEL);
	const pictures = params.allowDicom === true ? RADIOLOGY_WITH_DICOM : RADIOLOGY;
	const values: Part[] = Object.entries({ user_id: userId, ...body }).map(([name, value]) => ({
		name,
		content: String(value),
	}));
	return {
		method: 'POST',
		path: '/cases/create_case',
		multipart: [
			...values,
			...(await filePartsOf(lab, LAB, LAB_LABEL)),
			...(await filePartsOf(radiology, pictures, RADIOLOGY_LABEL)),
		],
		isComplete: ({ body: answer }) => isRecord(answer) && isRecord(answer.case),
	};
}

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

export const create: StepsOperation = {
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
		{ ...patientNameField, required: true },
		{ ...patientAgeField, required: true },
		{
			displayName: 'Patient Gender',
			name: 'patientGender',
			type: 'options',
			options: [
				{ name: 'Female', value: 'Female' },
				{ name: 'Male', value: 'Male' },
				{ name: 'Transgender', value: 'Transgender' },
			],
			default: UNCHOSEN,
			required: true,
			description: 'The gender on record; another one can be given by an expression',
			// The server takes free text; these are the values its own pages offer.
			sends: choice('patient_gender', { open: true }),
		},
		{ ...caseSummaryField, required: true },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: LAB_LABEL,
					name: 'labFiles',
					type: 'string',
					default: '',
					placeholder: 'e.g. labReport',
					description:
						'Names of the input data fields that hold lab reports (PDF or CSV, at most 10 MB each; a CSV is kept but not read by the analysis), separated by commas, or an expression that yields a file',
					sends: files(),
				},
				{
					displayName: RADIOLOGY_LABEL,
					name: 'radiologyFiles',
					type: 'string',
					default: '',
					placeholder: 'e.g. xray1, xray2',
					description:
						'Names of the input data fields that hold radiology pictures (JPEG or PNG, at most 50 MB each), separated by commas, or an expression that yields a file',
					sends: files(),
				},
			],
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			options: [
				{
					displayName: 'Allow DICOM Files',
					name: 'allowDicom',
					type: 'boolean',
					default: false,
					description:
						'Whether to send DICOM files as radiology files. MedMitra hands the file as it is to a model that cannot read it, so the case stays in processing for ever, unless your server converts it.',
					sends: flag(),
				},
				{
					displayName: 'If Same Case Exists',
					name: 'ifExists',
					type: 'options',
					options: [
						{
							name: 'Continue',
							value: 'continue',
							description: 'Output the case that is there, unless its analysis has failed',
						},
						{ name: 'Create Another', value: 'create', description: 'Do not look for one' },
					],
					default: 'create',
					description:
						'What to do when there is a case with the same patient name, age, gender and case summary, as after a run that was broken off. To tell visits apart put an ID of your own into the summary.',
					sends: choice(),
				},
				{
					displayName: 'Wait for Insights',
					name: 'waitForInsights',
					type: 'boolean',
					default: false,
					description: 'Whether to wait until the analysis has ended, and output the case with its insights',
					sends: flag(),
				},
				{ ...waitLimitField, displayOptions: { show: { waitForInsights: [true] } } },
			],
		},
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
};

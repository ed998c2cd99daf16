import type { IDataObject } from 'n8n-workflow';

import { choice, files, integer, text } from '../../../shared/convert';
import { configurationRefusal } from '../../../shared/failure';
import type { Answer, FileReference, ItemInput, RequestOperation, Part } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { filePartsOf, LAB, RADIOLOGY } from '../../files';

const LAB_LABEL = 'Lab Data Fields';
const RADIOLOGY_LABEL = 'Radiology Data Fields';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Braces would be read as places to fill in by MedMitra's prompt template, and the analysis would fail. */
function withoutBraces(value: string): string {
	return value.replace(/\{/g, '(').replace(/\}/g, ')');
}

/** MedMitra takes any user id and fails later, so the node looks first. */
function userIdOf({ account }: ItemInput): string {
	const userId = String(account.userId);
	if (UUID.test(userId)) return userId;
	throw configurationRefusal(
		'The user ID of the credential is not a UUID',
		'Open the MedMitra credential and give the UUID of the doctor, such as 3f2b8c1e-5a4d-4e6f-8b7a-9c0d1e2f3a4b.',
	);
}

/** Clocks may differ by this much. */
const SKEW_MS = 5 * 60_000;

/** A case that says the same and was made since: there is no key by which to be sure. */
function sameCase({ body: list }: Answer, wanted: IDataObject, since: number): IDataObject | undefined {
	const cases = isRecord(list) && Array.isArray(list.cases) ? list.cases.filter(isRecord) : [];
	const found = cases.find(
		(entry) =>
			['patient_name', 'patient_age', 'patient_gender', 'case_summary'].every(
				(key) => entry[key] === wanted[key],
			) && Date.parse(String(entry.created_at)) >= since - SKEW_MS,
	);
	return found && { id: String(found.case_id) };
}

export const create: RequestOperation = {
	displayName: 'Create',
	value: 'create',
	action: 'Create case',
	description: 'Create a case with lab and radiology files and start its analysis',
	maps: true,
	// No key exists, and every create costs an analysis: the same request again is a second case.
	resend: 'never',
	// MedMitra answers only after all files are stored, and may stall while another analysis runs.
	timeout: 120_000,
	whenRefused:
		"Check the patient's name, age and gender and the files; a gateway in front may take less than their size. If all of it is right, check that the base URL of the credential is the address of the API.",
	fields: [
		{
			displayName: 'Patient Name',
			name: 'patientName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Maria Lindqvist',
			description: "The patient's full name",
			sends: text('patient_name', { tidy: withoutBraces }),
		},
		{
			displayName: 'Patient Age',
			name: 'patientAge',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 42',
			description: 'Age in years, 0 to 150',
			sends: integer('patient_age', { min: 0, max: 150 }),
		},
		{
			displayName: 'Patient Gender',
			name: 'patientGender',
			type: 'options',
			options: [
				{ name: 'Female', value: 'Female' },
				{ name: 'Male', value: 'Male' },
				{ name: 'Transgender', value: 'Transgender' },
			],
			default: 'Female',
			required: true,
			description: 'The gender on record; another one can be given by an expression',
			// The server takes free text; these are the values its own pages offer.
			sends: choice('patient_gender', { open: true }),
		},
		{
			displayName: 'Case Summary',
			name: 'caseSummary',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. Knee pain for three weeks after a fall, no fever',
			description: 'What the case is about. The analysis fails without it; curly braces become round ones.',
			sends: text('case_summary', { tidy: withoutBraces }),
		},
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
	],
	lookUp: ({ body, account }, sentAt) => ({
		request: {
			method: 'GET',
			path: '/cases/all_cases',
			query: { user_id: account.userId },
			timeout: 60_000,
			isComplete: ({ body: list }) => isRecord(list) && Array.isArray(list.cases),
		},
		find: (answer) => sameCase(answer, body, sentAt),
	}),
	howToCheck:
		'Look through the cases of MedMitra before running this item again: it would create a second case and start a second analysis.',
	async request(input) {
		const { body, params } = input;
		const userId = userIdOf(input);
		const references = (value: unknown) => (value ?? []) as FileReference[];
		const lab = input.files(references(params.labFiles), LAB_LABEL);
		const radiology = input.files(references(params.radiologyFiles), RADIOLOGY_LABEL);
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
				...(await filePartsOf(radiology, RADIOLOGY, RADIOLOGY_LABEL)),
			],
			isComplete: ({ body: answer }) => isRecord(answer) && isRecord(answer.case),
		};
	},
	output({ body }) {
		const answer = isRecord(body) ? body : {};
		const created = isRecord(answer.case) ? answer.case : {};
		return { ...created, uploaded_files: answer.uploaded_files ?? [] } as IDataObject;
	},
};

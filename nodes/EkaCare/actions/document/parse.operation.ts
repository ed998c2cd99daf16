import { choice, files, flag, integer } from '../../../shared/fields/convert';
import { inputRefusal } from '../../../shared/failure';
import type { Field, FileReference, ItemInput, Place, Send, Sends, StepsOperation } from '../../../shared/types';
import { patientHeader, patientLocator } from '../../fields';
import { dataOf } from '../../vendor';
import { typeField } from './document-fields';
import { resultOf } from './parse-result';
import { FILES_LABEL, load, PARSER_LIMIT_MB } from './upload-files';

/** Several of the field's own options, as a list or with commas between. */
function choices(): Sends {
	const { convert } = choice();
	return {
		convert(value: unknown, place: Place) {
			const given: unknown[] = Array.isArray(value) ? value : String(value).split(',');
			return [...new Set(given.map((one) => convert(one, place)))].filter((one) => one !== undefined);
		},
	};
}

/** Seconds between two questions for the result, and for all of them. */
const ASK_EVERY = 20;
const WAIT_AT_MOST = 300;

/** Uploads the one file and gives the id of its document. */
async function uploaded({ params, files: filesOf }: ItemInput, send: Send): Promise<string> {
	const [given, another] = filesOf(params.file as FileReference[], FILES_LABEL);
	if (!given || another) {
		throw inputRefusal(FILES_LABEL, 'names several files', 'Give one file; for several use an item for each.');
	}
	const { name, contentType, content } = await load(given, PARSER_LIMIT_MB);
	const { patientId, documentType, tasks, batch } = params;
	const answer = await send({
		method: 'POST',
		path: '/mr/api/v2/docs',
		query: { dt: documentType, task: tasks, ...(batch !== undefined && { batch }) },
		headers: patientHeader(patientId),
		multipart: [{ name: 'file', content, fileName: name, mimeType: contentType }],
		isComplete: (one) => typeof dataOf(one).document_id === 'string',
	});
	return String(dataOf(answer).document_id);
}

const waitFields: Field[] = [
	{
		displayName: 'Ask Every',
		name: 'askEvery',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 300 },
		default: ASK_EVERY,
		description: 'Seconds between two questions for the result',
		sends: integer(undefined, { min: 1, max: 300 }),
	},
	{
		displayName: 'Batch',
		name: 'batch',
		type: 'boolean',
		default: false,
		description: 'Whether the document is part of a batch',
		sends: flag(),
	},
	{
		displayName: 'Wait at Most',
		name: 'waitAtMost',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 3600 },
		default: WAIT_AT_MOST,
		description:
			'Seconds to wait for the result. Raise Total Budget with it, which counts all requests of an item.',
		sends: integer(undefined, { min: 1, max: 3600 }),
	},
];

export const parse: StepsOperation = {
	displayName: 'Parse',
	value: 'parse',
	action: 'Parse document',
	description: 'Upload a file and have its content read by Eka Care, which charges for it',
	// Each upload makes another document and is charged for.
	resend: 'never',
	timeout: 120_000,
	howToCheck:
		"Look through the patient's documents before running this item again: each upload is a document of its own.",
	whenRefused: `Check the ID of the patient, and that the file is a PDF, JPEG or PNG of at most ${PARSER_LIMIT_MB} MB.`,
	fields: [
		patientLocator({ description: 'The patient whose document it is' }),
		{
			displayName: FILES_LABEL,
			name: 'file',
			type: 'string',
			default: 'data',
			required: true,
			placeholder: 'e.g. data',
			hint: 'The name of the input field with the file',
			description: `A PDF, JPEG or PNG file of at most ${PARSER_LIMIT_MB} MB`,
			sends: files(),
		},
		{ ...typeField('The kind of document'), default: 'lr', required: true },
		{
			displayName: 'Tasks',
			name: 'tasks',
			type: 'multiOptions',
			options: [
				{
					name: 'Classification',
					value: 'classification',
					description: 'Find out what kind of document it is',
				},
				{ name: 'Personal Data', value: 'pii', description: 'Find names and other personal data' },
				{ name: 'Smart Report', value: 'smart', description: 'Read the values of the report' },
			],
			default: ['smart'],
			required: true,
			description: 'What to read from the document',
			sends: choices(),
		},
		{
			displayName: 'Wait for Result',
			name: 'waitForResult',
			type: 'boolean',
			default: false,
			description:
				'Whether to wait until the document is read, which takes one to four minutes. Otherwise only its ID is output.',
			sends: flag(),
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: waitFields,
		},
	],
	async steps(input, send) {
		const { params, notes } = input;
		const { patientId, waitForResult, askEvery = ASK_EVERY, waitAtMost = WAIT_AT_MOST } = params;
		// Noted, so that a look for the result never uploads the file a second time.
		notes.documentId ??= await uploaded(input, send);
		const documentId = String(notes.documentId);
		if (waitForResult !== true) return [{ json: { document_id: documentId } }];
		notes.until ??= Date.now() + Number(waitAtMost) * 1000;
		const every = Number(askEvery) * 1000;
		return await resultOf(send, { patientId, documentId, every, until: Number(notes.until) });
	},
};

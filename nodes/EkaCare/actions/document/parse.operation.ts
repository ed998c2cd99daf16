import { inputRefusal } from '../../../shared/failure';
import { choices, files, flag } from '../../../shared/fields/build';
import { options } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import type { FileReference, ItemInput, SendRequest } from '../../../shared/types';
import { patientHeader, patientLocator } from '../../fields';
import { dataOf } from '../../vendor';
import { typeField } from './document-fields';
import { ASK_EVERY, WAIT_AT_MOST, waitFields } from './parse-fields';
import { resultOf } from './parse-result';
import { FILES_LABEL, load, PARSER_LIMIT_MB } from './upload-files';

/** Uploads the one file and gives the id of its document. */
async function uploaded({ params, files: filesOf }: ItemInput, request: SendRequest): Promise<string> {
	const [given, another] = filesOf(params.file as FileReference[], FILES_LABEL);
	if (!given || another) {
		throw inputRefusal(FILES_LABEL, 'names several files', 'Give one file; for several use an item for each.');
	}
	const { name, contentType, content } = await load(given, PARSER_LIMIT_MB);
	const { patientId, documentType, tasks, batch } = params;
	const answer = await request({
		method: 'POST',
		path: '/mr/api/v2/docs',
		query: { dt: documentType, task: tasks, ...(batch !== undefined && { batch }) },
		headers: patientHeader(patientId),
		multipart: [{ name: 'file', content, fileName: name, mimeType: contentType }],
		isComplete: (one) => typeof dataOf(one).document_id === 'string',
		done: (one) => `The document was uploaded with the ID ${String(dataOf(one).document_id)}.`,
		instead:
			"Take the result from Eka Care's webhook. Do not run this item again: uploading the document a second time is charged for again.",
	});
	return String(dataOf(answer).document_id);
}

export const parse = stepsOperation({
	displayName: 'Parse',
	value: 'parse',
	action: 'Parse document',
	description: 'Upload a file and have Eka Care read its content. Eka Care charges for this.',
	// Each upload makes another document and is charged for.
	resend: 'never',
	timeout: 120_000,
	howToCheck:
		"Look through the patient's documents before running this item again: each upload is a document of its own.",
	whenRefused: `Check the ID of the patient, and that the file is a PDF, JPEG or PNG of at most ${PARSER_LIMIT_MB} MB.`,
	fields: [
		patientLocator('The patient whose document it is', { as: false, required: true }),
		files('file', `A PDF, JPEG or PNG file of at most ${PARSER_LIMIT_MB} MB`, {
			as: false,
			label: FILES_LABEL,
			required: true,
			example: 'data',
			default: 'data',
			hint: 'The name of the input field that holds the file',
		}),
		typeField('documentType', 'The kind of document', { as: false, default: 'lr', required: true }),
		choices('tasks', 'What to read from the document', {
			as: false,
			required: true,
			options: {
				classification: { name: 'Classification', description: 'Detect what kind of document it is' },
				pii: { name: 'Personal Data', description: 'Detect names and other personal data' },
				smart: { name: 'Smart Report', description: 'Read the values in the report' },
			},
			default: ['smart'],
		}),
		flag(
			'waitForResult',
			'Whether to wait for the result, which takes one to four minutes. Otherwise only the document ID is returned.',
			{ as: false },
		),
		options(...waitFields),
	],
	async steps(input, request) {
		const { params, notes } = input;
		const { patientId, waitForResult, askEvery = ASK_EVERY, waitAtMost = WAIT_AT_MOST } = params;
		// Noted, so that a look for the result never uploads the file a second time.
		notes.documentId ??= await uploaded(input, request);
		const documentId = String(notes.documentId);
		if (waitForResult !== true) return [{ json: { document_id: documentId } }];
		notes.until ??= Date.now() + Number(waitAtMost) * 1000;
		const every = Number(askEvery) * 1000;
		return await resultOf(request, { patientId, documentId, every, until: Number(notes.until) });
	},
});

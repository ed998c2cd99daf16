import { randomUUID } from 'node:crypto';

import { files, text } from '../../../shared/fields/convert';
import { inputRefusal } from '../../../shared/failure';
import { path } from '../../../shared/http/path';
import type { Answer, FileReference, InputFile, ItemInput, RequestSpec, StepsOperation } from '../../../shared/types';
import { idLocator } from '../../fields';
import { dataOf, listOf } from '../../vendor';
import { documentFields } from './document-fields';

const FILE_LABEL = 'Input Data Field Name';

function fileIn({ params, files: read }: ItemInput): InputFile {
	const [file, ...others] = read((params.inputDataFieldName ?? []) as FileReference[], FILE_LABEL);
	if (file && others.length === 0) return file;
	throw inputRefusal(
		FILE_LABEL,
		'must name one file',
		'Give the name of one input data field; each item is one document.',
	);
}

/**
 * Where the file goes. Spry's convention for folders, with one of its own for each upload: a second file of the
 * same name would otherwise take the place of the first, and the public address could be guessed.
 */
function folderFor({ params }: ItemInput): string {
	return String(params.filePath ?? `patients/${String(params.patientId)}/documents/${randomUUID()}`);
}

/** A slash in a file's name would be taken for a folder. */
function plainName({ fileName }: InputFile): string {
	return fileName.replace(/[/\\]/g, '_');
}

async function uploadOf(input: ItemInput): Promise<RequestSpec> {
	const file = fileIn(input);
	const fileName = plainName(file);
	const texts = { bucket_name: input.params.bucketName, file_path: folderFor(input), file_name: fileName };
	return {
		method: 'POST',
		path: '/apis/v1/file/upload/unsigned',
		multipart: [
			{ name: 'file', content: await file.read(), fileName, mimeType: file.mimeType },
			...Object.entries(texts).map(([name, content]) => ({ name, content: String(content) })),
		],
		// The same file to the same place again leaves one file there.
		resend: 'always',
		isComplete: (answer) => typeof dataOf(answer).file_url === 'string',
	};
}

/** The document of the patient with this file. In a folder that the person chose another document may have it. */
function lookFor({ params }: ItemInput, fileUrl: unknown): RequestSpec['lookUp'] {
	if (params.filePath !== undefined) return undefined;
	const find = (answer: Answer) => {
		const found = listOf(answer, 'documents').find(
			({ document_url, unsigned_document_url }) => document_url === fileUrl || unsigned_document_url === fileUrl,
		);
		// In the envelope of the answer that was lost.
		return found && { id: found.id, data: found };
	};
	const query = { page: 1, size: 100 };
	const request: RequestSpec = { method: 'GET', path: path`/apis/v1/patient-document/${params.patientId}`, query };
	return () => ({ request, find });
}

export const upload: StepsOperation = {
	displayName: 'Upload',
	value: 'upload',
	action: 'Upload patient document',
	description:
		'Store a file and add it to the documents of a patient. Spry makes the file_url of the file public: whoever knows the address can read the file.',
	// No key is documented: saving again adds a second document with the same file.
	resend: 'never',
	howToCheck:
		"Look through the patient's documents in Spry before running this item again: it would be added a second time.",
	whenRefused:
		'Check the ID of the patient, the bucket, which must be one of your organisation, and that the case is one of this patient.',
	simplified: [
		'id',
		'name',
		'patient_id',
		'document_type',
		'document_category',
		'file_url',
		'bucket_name',
		'signature_status',
		'spry_case_id',
		'created_at',
	],
	fields: [
		idLocator(
			{ displayName: 'Patient', name: 'patientId', description: 'The patient to whom the document belongs' },
			'patient_id',
		),
		{
			displayName: FILE_LABEL,
			name: 'inputDataFieldName',
			type: 'string',
			default: 'data',
			required: true,
			placeholder: 'e.g. report',
			description: 'The name of the input data field that holds the file, or an expression that yields a file',
			hint: 'Whoever knows the address that Spry gives the file can read it',
			sends: files(),
		},
		{
			displayName: 'Document Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. MRI of the left knee',
			description: 'What the document is called in Spry',
			sends: text('name'),
		},
		{
			displayName: 'Bucket Name',
			name: 'bucketName',
			type: 'string',
			default: 'us-phy-uploads',
			required: true,
			placeholder: 'e.g. us-phy-uploads',
			description: 'Where Spry keeps the files of your organisation',
			sends: text('bucket_name'),
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				...documentFields,
				{
					displayName: 'File Path',
					name: 'filePath',
					type: 'string' as const,
					default: '',
					placeholder: 'e.g. patients/1024/documents',
					description:
						'The folder inside the bucket. When empty, one below patients/{patient_id}/documents that is used for nothing else.',
					sends: text(undefined, {
						pattern: /^(?!.*(^|\/)\.\.?(\/|$))[^\\]+$/,
						expects: 'Give the names of folders with a slash between, such as patients/1024/documents.',
					}),
				},
			].sort((one, other) => one.displayName.localeCompare(other.displayName)),
		},
	],
	async steps(input, send) {
		const stored = dataOf(await send(await uploadOf(input)));
		const { file_url } = stored;
		const saved = await send({
			method: 'POST',
			path: '/apis/v1/patient-document',
			// The address is called file_url where it comes from and document_url where it goes.
			body: { ...input.body, document_url: file_url, bucket_name: stored.bucket_name ?? input.body.bucket_name },
			alreadyDone: 'The file was uploaded, but is not yet among the documents of the patient.',
			// The address is new with every upload, so that a look tells whether this very file was added.
			resend: 'keyed',
			lookUp: lookFor(input, file_url),
			// What Spry answers here is documented only in part.
			isComplete: (answer) => Object.keys(dataOf(answer)).length > 0,
		});
		return [{ json: { ...dataOf(saved), file_url } }];
	},
};

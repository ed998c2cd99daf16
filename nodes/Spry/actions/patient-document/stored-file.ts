import { randomUUID } from 'node:crypto';

import { inputRefusal } from '../../../shared/failure';
import { fileTypeOf } from '../../../shared/fields/file-types';
import { path } from '../../../shared/http/path';
import type { Answer, FileReference, InputFile, ItemInput, RequestSpec } from '../../../shared/types';
import { dataOf, listOf } from '../../vendor';

export const FILE_LABEL = 'Input Data Field Name';

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

export async function uploadOf(input: ItemInput): Promise<RequestSpec> {
	const file = fileIn(input);
	const { fileName } = file;
	const content = await file.read();
	// Spry shows a file by its type, and senders declare any.
	const mimeType = fileTypeOf(file, content)?.mimeTypes[0] ?? file.mimeType;
	const texts = { bucket_name: input.params.bucketName, file_path: folderFor(input), file_name: fileName };
	return {
		method: 'POST',
		path: '/apis/v1/file/upload/unsigned',
		multipart: [
			{ name: 'file', content, fileName, mimeType },
			...Object.entries(texts).map(([name, content]) => ({ name, content: String(content) })),
		],
		// The same file to the same place again leaves one file there.
		resend: 'always',
		done: () => 'The file is in the storage of Spry.',
		instead: 'Running this item again is safe: one document is added, only the file is stored a second time.',
		isComplete: (answer) => typeof dataOf(answer).file_url === 'string',
	};
}

/** The document of the patient with this file. In a folder that the person chose another document may have it. */
export function lookFor({ params }: ItemInput, fileUrl: unknown): RequestSpec['lookUp'] {
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

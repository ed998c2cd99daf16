import type { IDataObject } from 'n8n-workflow';

import { Refusal } from '../../../shared/failure';
import { OUTPUT_FILE_FIELD } from '../../../shared/node/standard-fields';
import type { Answer, OutputItem, StepsOperation } from '../../../shared/types';
import { patientLocator } from '../../fields';
import { dataOf } from '../../vendor';
import { recordsIn } from '../patient-records';
import { documentLocator, documentRequest } from './document-fields';

/** What Eka Care says of the kind of a file, where the storage says nothing. */
const KINDS: Record<string, { mimeType: string; extension: string }> = {
	PDF: { mimeType: 'application/pdf', extension: 'pdf' },
	IMG: { mimeType: 'image/jpeg', extension: 'jpg' },
	HTML: { mimeType: 'text/html', extension: 'html' },
};
const EXTENSIONS: Record<string, string> = {
	'application/pdf': 'pdf',
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'text/html': 'html',
};

function mimeTypeOf({ headers }: Answer, kind: string): string {
	const told = String(headers['content-type'] ?? '')
		.split(';')[0]
		?.trim()
		.toLowerCase();
	// Storage that was told no type says this of everything.
	if (told && !/^(application|binary)\/octet-stream$/.test(told)) return told;
	return KINDS[kind]?.mimeType ?? 'application/octet-stream';
}

/** A name without the words of the address, whose query is the right to read the file. */
function fileNameOf(documentId: unknown, number: number, kind: string, mimeType: string): string {
	const stem = String(documentId).replace(/[^\w.-]/g, '_');
	const extension = EXTENSIONS[mimeType] ?? KINDS[kind]?.extension ?? 'bin';
	return `${stem}-${number}.${extension}`;
}

function withoutFiles(): Refusal {
	return new Refusal({
		kind: 'notFound',
		message: 'The document has no files',
		description: 'Its upload may not have been finished. Upload the files again under the same document ID.',
		outcome: 'none',
	});
}

export const download: StepsOperation = {
	displayName: 'Download',
	value: 'download',
	action: 'Download document',
	description: 'Get the files of a document, one output item for each',
	resend: 'always',
	timeout: 120_000,
	whenRefused: 'Check the IDs of the patient and the document.',
	fields: [
		patientLocator({ description: 'The patient whose document to download' }),
		documentLocator('The document to download'),
		OUTPUT_FILE_FIELD,
	],
	async steps({ params }, send) {
		const { patientId, documentId, outputField } = params;
		const document = dataOf(await send(documentRequest(patientId, documentId)));
		const files = recordsIn(document.files);
		if (files.length === 0) throw withoutFiles();
		const items: OutputItem[] = [];
		for (const [index, { asset_url: url, file_type }] of files.entries()) {
			const kind = String(file_type ?? '');
			const answer = await send({ method: 'GET', url: String(url ?? ''), isFile: true });
			const mimeType = mimeTypeOf(answer, kind);
			const fileName = fileNameOf(documentId, index + 1, kind, mimeType);
			const json: IDataObject = { document_id: documentId, file_number: index + 1, file_type: kind, fileName };
			items.push({
				json,
				files: { [String(outputField)]: { content: answer.file ?? Buffer.alloc(0), fileName, mimeType } },
			});
		}
		return items;
	},
};

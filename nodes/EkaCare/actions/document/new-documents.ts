import type { IDataObject } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import { inputRefusal } from '../../../shared/failure';
import type { InputFile } from '../../../shared/types';
import { type NewDocument } from './authorise';
import { FILES_LABEL, load } from './upload-files';

const MOST_FILES = 10;

/** The files of each document: all in one, or each a document of its own. */
export function groupsOf(given: InputFile[], { filesAre, documentId }: IDataObject): InputFile[][] {
	if (filesAre === 'pages') {
		if (given.length <= MOST_FILES) return [given];
		throw inputRefusal(
			FILES_LABEL,
			`names more than ${MOST_FILES} files`,
			`A document has at most ${MOST_FILES} files. Set Files Are to Separate Documents.`,
		);
	}
	if (documentId === undefined || given.length === 1) return given.map((file) => [file]);
	throw inputRefusal('Document ID', 'is one ID for several documents', 'Remove it, so that each gets its own.');
}

export async function documentOf(group: InputFile[], id: unknown): Promise<NewDocument> {
	const loaded = [];
	for (const file of group) loaded.push(await load(file));
	if (new Set(loaded.map(({ contentType }) => contentType)).size > 1) {
		throw inputRefusal(
			FILES_LABEL,
			'names files of different types',
			'All files of one document have the same type. Set Files Are to Separate Documents.',
		);
	}
	return { id: id === undefined ? randomUUID() : String(id), files: loaded };
}

export function reportOf({ id, files: stored }: NewDocument): IDataObject {
	return {
		success: true,
		document_id: id,
		files: stored.map(({ name, contentType, content }) => ({
			file_name: name,
			content_type: contentType,
			file_size: content.length,
		})),
	};
}

import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import type { Answer, RequestSpec } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { READ_TIMEOUT_MS } from '../../cases';
import { fileRecord } from '../../insights';

/** The record of a file: what MedMitra knows of it, and the address of its content. */
export function fileRequest(fileId: unknown): RequestSpec {
	return {
		method: 'GET',
		path: path`/cases/file/${fileId}`,
		timeout: READ_TIMEOUT_MS,
		isComplete: ({ body }) => isRecord(body) && isRecord(body.file),
	};
}

export function fileIn({ body }: Answer): IDataObject {
	return isRecord(body) && isRecord(body.file) ? fileRecord(body.file) : {};
}

export const SIMPLIFIED_FILE = [
	'id',
	'case_id',
	'file_name',
	'file_type',
	'file_size',
	'file_category',
	'file_url',
	'upload_date',
	'text_data',
	'ai_summary',
];

export const WHEN_REFUSED =
	'Check the ID of the file: it is the number under id, not the UUID under file_id. Also check that the base URL of the credential is the address of the API.';

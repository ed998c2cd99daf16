import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../shared/values';
import { firstPage, pageReader } from '../../requests';

const LIST = { path: '/mr/api/v1/docs', entries: 'items' };

/** In the list a document lies in `record.item`. */
function documentIn({ record }: IDataObject): IDataObject[] {
	return isRecord(record) && isRecord(record.item) ? [record.item as IDataObject] : [];
}

/** The first page of a patient's documents, of those changed after a moment in Unix seconds if one is given. */
export const firstDocuments = (patientId: unknown, updatedAfter?: unknown) =>
	firstPage({ ...LIST, patientId, updatedAfter });

/** Reads a page of documents. */
export const documentReader = (select: (documents: IDataObject[]) => IDataObject[]) =>
	pageReader(LIST.entries, (entries) => select(entries.flatMap(documentIn)));

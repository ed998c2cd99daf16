import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../shared/values';
import { firstPage, pageReader } from '../../requests';

const LIST = { path: '/mr/api/v1/cases', entries: 'cases' };

/** The first page of a patient's cases, of those changed after a moment in Unix seconds if one is given. */
export const firstCases = (patientId: unknown, updatedAfter?: unknown) =>
	firstPage({ ...LIST, patientId, updatedAfter });

/** Reads a page of cases. */
export const caseReader = (select: (cases: IDataObject[]) => IDataObject[]) => pageReader(LIST.entries, select);

/** A deleted case stays in the list, without its content. */
export function isDeleted({ status }: IDataObject): boolean {
	return status === 'D';
}

/** The case in one level; in the list its content lies in `item`. */
export function asCase({ item, ...record }: IDataObject): IDataObject {
	return isRecord(item) ? { ...record, ...(item as IDataObject) } : record;
}

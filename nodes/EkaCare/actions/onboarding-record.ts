import type { IDataObject } from 'n8n-workflow';

import { path } from '../../shared/http/path';
import type { Answer, ItemInput, VendorRequest } from '../../shared/types';
import { isRecord } from '../../shared/values';
import { dataOf } from '../vendor';
import { type Kind } from './onboarding-links';

/** All paths end with a slash; Eka Care redirects what comes without, which would lose the body. */
export function pathOf(kind: Kind, id: unknown): string {
	return path`/cdr/v1/${kind}/${id}/`;
}

export function idOf(answer: Answer): IDataObject {
	return { success: true, id: dataOf(answer).ekaid };
}

export const hasId = (answer: Answer) => dataOf(answer).ekaid !== undefined;

/** The doctor or clinic in an answer; without one an empty record. */
export function recordIn(kind: Kind, answer: Answer): IDataObject {
	const record = dataOf(answer)[kind];
	return isRecord(record) ? (record as IDataObject) : {};
}

/** The request for one doctor or clinic, by Eka Care's id or the caller's own. */
export function reading(kind: Kind, { params }: ItemInput): VendorRequest {
	return {
		method: 'GET',
		path: pathOf(kind, params[`${kind}Id`]),
		isComplete: (answer) => recordIn(kind, answer).id !== undefined,
	};
}

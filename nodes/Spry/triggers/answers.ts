import type { IDataObject } from 'n8n-workflow';

import type { Answer } from '../../shared/types';
import { isRecord } from '../../shared/values';
import { codeOf } from '../vendor';

/** Spry's pages show no answer about subscriptions in full: it comes in the envelope of all others, or without it. */
function contentOf({ body }: Answer): unknown {
	return isRecord(body) && 'code' in body ? body.data : body;
}

/** Whether it is a success without the envelope. */
export function isBare({ status, body }: Answer): boolean {
	return status >= 200 && status < 300 && !(isRecord(body) && ('code' in body || 'error' in body));
}

/** The one subscription in an answer; empty when there is none. */
export function recordOf(answer: Answer): IDataObject {
	const content = contentOf(answer);
	return isRecord(content) ? (content as IDataObject) : {};
}

/** The subscriptions in an answer: the list itself; where it has pages, the records are in `content`, as in Spry's other lists. */
export function listOf(answer: Answer): IDataObject[] | undefined {
	const content = contentOf(answer);
	const list = isRecord(content) ? content.content : content;
	return Array.isArray(list) ? (list.filter(isRecord) as IDataObject[]) : undefined;
}

/** The ID as text; empty when there is none. */
export function idOf({ id }: IDataObject): string {
	return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}

/** The signing key, which Spry tells only when it has made it; empty elsewhere. */
export function keyOf(answer: Answer): string {
	const { signature_key: key } = recordOf(answer);
	return typeof key === 'string' ? key : '';
}

/** Spry says "not found" with 404, with code 4004, or with HTTP 400 and code 4000. */
export function isNotFound(answer: Answer): boolean {
	return answer.status === 404 || codeOf(answer) === 4004 || (answer.status === 400 && codeOf(answer) === 4000);
}

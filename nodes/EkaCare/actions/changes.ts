import type { IDataObject } from 'n8n-workflow';

import { inputRefusal } from '../../shared/failure';
import type { Answer } from '../../shared/types';
import { isRecord } from '../../shared/values';

/** Eka Care answers a change without content or with a word of thanks; never with what went wrong. */
export function isDone({ body }: Answer): boolean {
	if (!isRecord(body)) return body === undefined;
	const isRefused = body.success === false || body.success === 'false' || body.status === 'error';
	return !isRefused && !body.error && !body.err;
}

/** @throws Refusal when an update changes nothing, which Eka Care would refuse */
export function assertChanges(body: IDataObject): void {
	if (Object.keys(body).length > 0) return;
	throw inputRefusal('Update Fields', 'is empty', 'Add at least one field that is to be changed.');
}

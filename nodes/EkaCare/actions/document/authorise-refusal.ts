import type { IDataObject } from 'n8n-workflow';

import { Refusal } from '../../../shared/failure';
import type { Answer } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { refusal } from '../../vendor';
import { recordsIn } from '../../requests';

export function entriesIn({ body }: Answer): IDataObject[] {
	return isRecord(body) ? recordsIn(body.batch_response) : [];
}

function isRefused(entry: IDataObject): boolean {
	return isRecord(entry.error_details);
}

/** Says no with HTTP 200: as a whole, or of one document in its entry. */
export function isNo(answer: Answer): boolean {
	return (isRecord(answer.body) && answer.body.error === true) || entriesIn(answer).some(isRefused);
}

export function refused(answer: Answer): Refusal {
	const entry = entriesIn(answer).find(isRefused);
	const words = isRecord(entry?.error_details) ? entry.error_details : {};
	// The same reading of codes as for every other refusal.
	const { vendorCode } = refusal({ status: 400, headers: {}, body: { error: words } }) ?? {};
	const isFull = vendorCode === 'STORAGE_LIMIT_EXCEEDED';
	const advice = isFull
		? 'Delete documents that are no longer needed, or ask Eka Care for more storage.'
		: 'Check the files, their types and sizes, and the fields of the document.';
	return new Refusal({
		kind: 'refused',
		message: `${isFull ? "Eka Care's storage is full" : 'Eka Care refused the upload'} (HTTP ${answer.status}${vendorCode ? `, code ${vendorCode}` : ''})`,
		description: advice,
		httpStatus: answer.status,
		vendorCode,
		outcome: 'none',
	});
}

/** The documents that Eka Care made; of several some may have been refused. */
export function madeBy(answer: Answer, documents: Array<{ id: string }>): string | undefined {
	const isMade = ({ id }: { id: string }) =>
		!(isRecord(answer.body) && answer.body.error === true) &&
		!entriesIn(answer).some((entry) => isRefused(entry) && (entry.document_id ?? id) === id);
	const ids = documents.filter(isMade).map(({ id }) => id);
	if (ids.length === 0) return undefined;
	return `Eka Care made the ${ids.length === 1 ? 'document' : 'documents'} ${ids.join(', ')}.`;
}

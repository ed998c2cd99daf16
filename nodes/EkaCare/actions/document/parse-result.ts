import type { IDataObject } from 'n8n-workflow';

import { Refusal } from '../../../shared/failure';
import { path } from '../../../shared/http/path';
import { isTooDeep } from '../../../shared/http/response-body';
import type { Later, OutputItem, SendRequest } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { patientHeader } from '../../fields';

/** The document that the parser has, and how patiently its result is waited for. */
interface Waiting {
	patientId: unknown;
	documentId: string;
	/** Milliseconds between two looks. */
	every: number;
	/** Time of the clock in milliseconds after which nobody waits any longer. */
	until: number;
}

/** The parser's FHIR bundle comes as JSON in Base64; what is neither, or nested too deep to be read, is left as it came. */
function bundleIn({ data }: IDataObject): IDataObject {
	const fhir = isRecord(data) ? data.fhir : undefined;
	if (typeof fhir !== 'string') return {};
	const decoded = Buffer.from(fhir, 'base64').toString('utf8');
	if (isTooDeep(decoded)) return {};
	try {
		const bundle: unknown = JSON.parse(decoded);
		return isRecord(bundle) ? { fhir_bundle: bundle as IDataObject } : {};
	} catch {
		return {};
	}
}

function failed(documentId: string, status: string): Refusal {
	return new Refusal({
		kind: 'refused',
		message: `Eka Care could not read the document (status ${status})`,
		description: `The document was uploaded with the ID ${documentId}. Check that the file can be read and that its type is right.`,
		outcome: 'partial',
	});
}

function unfinished(documentId: string): Refusal {
	return new Refusal({
		kind: 'timeout',
		message: 'Eka Care has not read the document yet',
		description: `It was uploaded with the ID ${documentId} and is still being read. Raise Options > Wait Limit (Seconds), or take the result from Eka Care's webhook; uploading it again is charged for again.`,
		outcome: 'partial',
	});
}

/**
 * Asks how far the parser is, which takes one to four minutes.
 *
 * @returns the result, or when to look again
 * @throws Refusal when the parser gives up, or does not finish in time
 */
export async function resultOf(
	request: SendRequest,
	{ patientId, documentId, every, until }: Waiting,
): Promise<OutputItem[] | Later> {
	const answer = await request({
		method: 'GET',
		path: path`/mr/api/v1/docs/${documentId}/result`,
		headers: patientHeader(patientId),
		alreadyDone: `The document was uploaded with the ID ${documentId}.`,
		isComplete: (given) => typeof resultIn(given.body).status === 'string',
	});
	const result = resultIn(answer.body);
	if (result.status === 'completed') {
		// Whatever the answer holds: without the ID the document that was paid for cannot be found again.
		const known = { document_id: documentId };
		return [{ json: { ...known, ...result, ...bundleIn(result), ...known } }];
	}
	if (result.status === 'error' || result.status === 'deleted') throw failed(documentId, result.status);
	if (Date.now() + every > until) throw unfinished(documentId);
	return { lookAgainIn: every };
}

/** The result has a `data` of its own, so it is not unwrapped as other answers are. */
function resultIn(body: unknown): IDataObject {
	return isRecord(body) ? (body as IDataObject) : {};
}

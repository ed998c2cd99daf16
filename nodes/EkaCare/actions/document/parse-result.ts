import type { IDataObject } from 'n8n-workflow';

import { Refusal } from '../../../shared/failure';
import { path } from '../../../shared/http/path';
import { readJson } from '../../../shared/http/json';
import { unlessPassing } from '../../../shared/http/retry';
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
	const bundle = readJson(Buffer.from(fhir, 'base64').toString('utf8'))?.value;
	return isRecord(bundle) ? { fhir_bundle: bundle as IDataObject } : {};
}

function failed(status: string): Refusal {
	return new Refusal({
		kind: 'refused',
		message: `Eka Care could not read the document (status ${status})`,
		description: 'Check that the file can be read and that its type is right.',
		outcome: 'partial',
	});
}

function unfinished(): Refusal {
	return new Refusal({
		kind: 'timeout',
		message: 'Eka Care has not read the document yet',
		description: 'It is still being read. For other documents raise Options > Wait Limit (Seconds).',
		outcome: 'partial',
	});
}

/**
 * Asks how far the parser is, which takes one to four minutes. A question that fails in passing counts as "not yet".
 *
 * @returns the result, or when to look again
 * @throws Refusal when the parser gives up, or does not finish in time
 */
export async function resultOf(
	request: SendRequest,
	{ patientId, documentId, every, until }: Waiting,
): Promise<OutputItem[] | Later> {
	const isLast = Date.now() + every > until;
	const look = request({
		method: 'GET',
		path: path`/mr/api/v1/docs/${documentId}/result`,
		headers: patientHeader(patientId),
		isComplete: (given) => typeof resultIn(given.body).status === 'string',
	});
	const answer = await unlessPassing(look, () => isLast);
	if (!answer) return { lookAgainIn: every };
	const result = resultIn(answer.body);
	if (result.status === 'completed') {
		// Whatever the answer holds: without the ID the document that was paid for cannot be found again.
		const known = { document_id: documentId };
		return [{ json: { ...known, ...result, ...bundleIn(result), ...known } }];
	}
	if (result.status === 'error' || result.status === 'deleted') throw failed(result.status);
	if (isLast || Date.now() + every > until) throw unfinished();
	return { lookAgainIn: every };
}

/** The result has a `data` of its own, so it is not unwrapped as other answers are. */
function resultIn(body: unknown): IDataObject {
	return isRecord(body) ? (body as IDataObject) : {};
}

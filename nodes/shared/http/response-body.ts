import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../failure';
import type { Sent } from '../types';
import { isRecord } from '../values';
import { readJson } from './json';

const MB = 1024 * 1024;
/** Most megabytes of an answer; vendors' largest lists are far below. */
const MAX_ANSWER_MB = 25;
/** The same for a file, which may be a scan of many pages or a picture of a modality. */
const MAX_FILE_MB = 200;

/** An answer as n8n's helper gives it, its body not yet read. */
interface RawAnswer {
	statusCode: number;
	headers?: IDataObject;
	body?: unknown;
}

function asRaw(answer: unknown): RawAnswer {
	return isRecord(answer) ? (answer as unknown as RawAnswer) : { statusCode: 0 };
}

interface Stream extends AsyncIterable<Buffer | string> {
	destroy(error?: Error): void;
}

function isStream(body: unknown): body is Stream {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'destroy' in body;
}

/** The whole body; undefined when it is larger than allowed. */
async function bytesOf(body: unknown, maxBytes: number, signal: AbortSignal): Promise<Buffer | undefined> {
	if (typeof body === 'string') return Buffer.from(body);
	if (Buffer.isBuffer(body)) return body;
	if (!isStream(body)) return Buffer.alloc(0);
	const stop = () => body.destroy(new Error('aborted'));
	if (signal.aborted) stop();
	signal.addEventListener('abort', stop, { once: true });
	try {
		const chunks: Buffer[] = [];
		let size = 0;
		for await (const chunk of body) {
			const bytes = Buffer.from(chunk);
			size += bytes.length;
			if (size > maxBytes) return undefined;
			chunks.push(bytes);
		}
		return Buffer.concat(chunks);
	} finally {
		signal.removeEventListener('abort', stop);
		body.destroy();
	}
}

function parsed(text: string): { body: unknown } | undefined {
	// The byte order mark is white space, too.
	if (text.trim() === '') return { body: undefined };
	const read = readJson(text);
	return read && { body: read.value };
}

/** The vendor's own id of the request, for its support; only if it looks like one. */
export function requestIdOf(headers: IDataObject): string | undefined {
	const id = headers['x-request-id'] ?? headers['x-amzn-requestid'] ?? headers['x-amz-cf-id'];
	return typeof id === 'string' && /^[\w.=:+/-]{1,100}$/.test(id) ? id : undefined;
}

/**
 * Reads an answer of n8n's helper to its end and parses it. What is not JSON is kept as `unreadable`, so that its status
 * can still be judged. A file is kept as bytes.
 */
export async function readBody(raw: unknown, vendor: string, signal: AbortSignal, isFile = false): Promise<Sent> {
	const { statusCode: status, headers = {}, body: given } = asRaw(raw);
	const isWanted = isFile && status < 300;
	const maxMb = isWanted ? MAX_FILE_MB : MAX_ANSWER_MB;
	const bytes = await bytesOf(given, maxMb * MB, signal);
	if (bytes === undefined) return { failure: tooLarge(vendor, status, maxMb) };
	if (isWanted) return { answer: { status, headers, body: undefined, file: bytes } };
	const content = parsed(bytes.toString('utf8'));
	return {
		answer: content
			? { status, headers, body: content.body }
			: { status, headers, body: undefined, unreadable: true },
	};
}

function tooLarge(vendor: string, status: number, maxMb: number): Failure {
	return {
		kind: 'malformed',
		message: `${vendor} sent an answer of more than ${maxMb} MB`,
		description: 'Ask for less at once, for example with a lower limit or a shorter range of dates.',
		httpStatus: status,
		outcome: 'unknown',
		isFinal: true,
	};
}

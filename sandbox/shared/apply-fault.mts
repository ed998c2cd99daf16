import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { describeFault } from './fault-kinds.mts';
import type { AppliedFault } from './faults.mts';
import { payloadOf, send } from './http.mts';
import type { Answer, Arrival, Vendor } from './vendor.mts';

/** Words in every made-up refusal and page, to be searched for where a vendor's words must not appear. */
const WORDS = 'made-up trouble';
const ECHOED = 300;
const MEGABYTE = 1024 * 1024;
const OVERSIZED_MEGABYTES = 27;

/** As a careless server would, it repeats what it was sent, the token included. */
function wordsFor({ headers, bytes }: Arrival): string {
	return `${WORDS} with ${bytes.toString('utf8', 0, ECHOED)} ${headers.authorization ?? ''}`;
}

function waitHeader({ kind, seconds }: AppliedFault): Record<string, string> {
	const { retryAfter } = describeFault(kind);
	if (retryAfter === 'seconds') return { 'retry-after': String(seconds) };
	if (retryAfter === 'date') return { 'retry-after': new Date(Date.now() + seconds * 1000).toUTCString() };
	return {};
}

/**
 * Ends a request as the fault says.
 *
 * @param answer what the vendor would have said, when it carried the request out
 * @returns the HTTP status that went over the wire; 0 for none
 */
export async function applyFault(
	fault: AppliedFault,
	{
		vendor,
		arrival,
		operationId,
		response,
	}: { vendor: Vendor; arrival: Arrival; operationId: string; response: ServerResponse },
	answer: Answer = { status: 200, body: { message: 'Success' } },
): Promise<number> {
	const { kind } = fault;
	if (kind === 'reset-before' || kind === 'reset-after') return reset(response);
	// No answer; the connection stays open until the other side or the sandbox ends.
	if (kind === 'stall') return 0;
	if (kind === 'truncated') {
		const { type, bytes } = damageable(answer);
		return sendText(response, statusWithBody(answer), half(bytes), type);
	}
	if (kind === 'cut-off') return cutOff(response, answer);
	if (kind === 'html') return sendText(response, 200, page(arrival), 'text/html; charset=utf-8');
	if (kind === 'empty') return sendText(response, 200, '');
	if (kind === 'drip') return await drip(response, answer, fault.seconds * 100);
	if (kind === 'oversized') return await sendOversized(response);
	const { status = 500 } = describeFault(kind);
	const trouble = vendor.trouble(status, operationId, wordsFor(arrival));
	send(response, { ...trouble, headers: { ...trouble.headers, ...waitHeader(fault) } });
	return status;
}

function reset(response: ServerResponse): number {
	response.req.socket.resetAndDestroy();
	return 0;
}

/** An answer without a body has nothing that could break off; an empty object stands in for it. */
function damageable({ body, raw, status }: Answer): { type: string; bytes: Buffer } {
	const { bytes } = payloadOf(raw ? { status, raw } : { status, body: body ?? {} });
	return { type: raw?.type ?? 'application/json', bytes };
}

/** 204 leaves no room for a body to break off in. */
function statusWithBody({ status }: Answer): number {
	return status === 204 ? 200 : status;
}

function half(bytes: Buffer): Buffer {
	return bytes.subarray(0, Math.ceil(bytes.length / 2));
}

/** A well-formed HTTP answer, whatever the text. */
function sendText(response: ServerResponse, status: number, text: string | Buffer, type = 'application/json'): number {
	response.writeHead(status, { 'content-type': type, 'content-length': String(Buffer.byteLength(text)) });
	response.end(text);
	return status;
}

/** Promises the whole answer and goes away after half of it. */
function cutOff(response: ServerResponse, answer: Answer): number {
	const { type, bytes } = damageable(answer);
	const status = statusWithBody(answer);
	response.writeHead(status, { 'content-type': type, 'content-length': String(bytes.length + 1) });
	response.write(half(bytes), () => response.req.socket.destroy());
	return status;
}

function page(arrival: Arrival): string {
	const text = wordsFor(arrival).replace(/</g, '&lt;');
	return `<!doctype html><title>Service</title><h1>Be right back</h1><pre>${text}</pre>`;
}

async function drip(response: ServerResponse, answer: Answer, pauseMs: number): Promise<number> {
	const { type, bytes } = damageable(answer);
	const status = statusWithBody(answer);
	response.writeHead(status, { 'content-type': type, 'content-length': String(bytes.length) });
	for (const byte of bytes) {
		if (response.destroyed) break;
		response.write(Buffer.of(byte));
		await wait(pauseMs);
	}
	if (!response.destroyed) response.end();
	return status;
}

/** Good JSON, only too much of it. */
async function sendOversized(response: ServerResponse): Promise<number> {
	response.writeHead(200, { 'content-type': 'application/json' });
	response.write('{"data":"');
	const chunk = Buffer.alloc(MEGABYTE, 'x');
	for (let sent = 0; sent < OVERSIZED_MEGABYTES && !response.destroyed; sent++) {
		if (!response.write(chunk)) await Promise.race([drained(response), gone(response)]);
	}
	if (!response.destroyed) response.end('"}');
	return 200;
}

function drained(response: ServerResponse): Promise<void> {
	return new Promise((resolve) => response.once('drain', resolve));
}

function gone(response: ServerResponse): Promise<void> {
	return new Promise((resolve) => response.once('close', resolve));
}

import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer, Arrival } from './vendor.mts';

/** Bytes of a body; a vendor's biggest upload (several files of 50 MB) passes, a runaway sender does not. */
const LARGEST_FORM = 256 * 1024 * 1024;
const LARGEST_JSON = 1024 * 1024;

/** Stands for a request whose body was not read to its end. */
export class BodyTooLarge {
	readonly arrival: Arrival;
	constructor(arrival: Arrival) {
		this.arrival = arrival;
	}
}

/**
 * Reads a request to its end.
 * @throws Error when the sender goes away first.
 */
export async function arrivalOf(request: IncomingMessage): Promise<Arrival | BodyTooLarge> {
	return await withBody(headOf(request));
}

/** A request of which only the head has arrived. */
export function headOf(request: IncomingMessage): Arrival {
	const [path = '/', ...rest] = (request.url ?? '/').split('?');
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headersDistinct)) headers[name] = (value ?? []).join(', ');
	const method = request.method ?? 'GET';
	return { request, method, path, search: rest.join('?'), headers, bytes: Buffer.alloc(0) };
}

/**
 * Reads the body to its end, into the arrival itself.
 * @throws Error when the sender goes away first.
 */
export async function withBody(arrival: Arrival): Promise<Arrival | BodyTooLarge> {
	const { request, headers } = arrival;
	const most = (headers['content-type'] ?? '').startsWith('multipart/') ? LARGEST_FORM : LARGEST_JSON;
	const chunks: Buffer[] = [];
	let size = 0;
	// Left early, the request must stay open: the answer that says so goes over the same socket.
	for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > most) return new BodyTooLarge(arrival);
		chunks.push(chunk);
	}
	arrival.bytes = Buffer.concat(chunks);
	return arrival;
}

/** Sends an answer; a request that was not read to its end costs the connection. */
export function send(response: ServerResponse, answer: Answer): void {
	const { type, bytes } = payloadOf(answer);
	response.writeHead(answer.status, {
		...(type === undefined ? {} : { 'content-type': type }),
		...(response.req.readableEnded ? {} : { connection: 'close' }),
		...answer.headers,
		// 204 says by itself that nothing follows.
		...(answer.status === 204 ? {} : { 'content-length': String(bytes.length) }),
	});
	response.end(response.req.method === 'HEAD' || answer.status === 204 ? undefined : bytes);
}

/** An answer's bytes and what they are; no type when there are none. */
export function payloadOf({ body, raw }: Answer): { type: string | undefined; bytes: Buffer } {
	if (raw) return { type: raw.type, bytes: Buffer.from(raw.content as Buffer) };
	if (body === undefined) return { type: undefined, bytes: Buffer.alloc(0) };
	return { type: 'application/json; charset=utf-8', bytes: Buffer.from(JSON.stringify(body)) };
}

/** Listens on 127.0.0.1 and resolves to the server and its address. */
export function listen(port: number, listener: RequestListener): Promise<{ server: Server; url: string }> {
	const server = createServer(listener);
	server.headersTimeout = 15_000;
	server.requestTimeout = 120_000;
	// Longer than clients keep a connection, so that the sandbox is never the one who closes a reused one.
	server.keepAliveTimeout = 75_000;
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			server.off('error', reject);
			resolve({ server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
		});
	});
}

/** Stops listening and ends open connections. */
export function stopListening(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}

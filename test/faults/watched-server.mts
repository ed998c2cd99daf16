import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it passed. */
export interface Passage {
	at: number;
	path: string;
	body: string;
	/** How many were under way, this one included. */
	together: number;
	/** The other side went away before the answer. */
	broken: boolean;
}

export interface WatchedServer {
	url: string;
	passages: Passage[];
	close(): Promise<void>;
}

/** Handles a request whose body has arrived; `number` counts from 0. */
export type Handler = (passage: Passage, response: ServerResponse, number: number, request: IncomingMessage) => void;

/** A web server on loopback that notes when requests arrive and how many are under way at once. */
export async function startWatchedServer(handle: Handler): Promise<WatchedServer> {
	const passages: Passage[] = [];
	let together = 0;
	const server = createServer((request, response) => {
		const passage: Passage = {
			at: Date.now(),
			path: request.url ?? '',
			body: '',
			together: ++together,
			broken: false,
		};
		const number = passages.push(passage) - 1;
		response.on('close', () => {
			together--;
			passage.broken = !response.writableFinished;
		});
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('error', () => undefined);
		request.on('end', () => {
			passage.body = Buffer.concat(chunks).toString('utf8');
			handle(passage, response, number, request);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		passages,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Sends JSON after a while. */
export function answerWith(response: ServerResponse, body: unknown, delayMs = 0, status = 200, headers = {}): void {
	setTimeout(() => {
		if (response.destroyed) return;
		response.writeHead(status, { 'content-type': 'application/json', ...headers });
		response.end(JSON.stringify(body));
	}, delayMs);
}

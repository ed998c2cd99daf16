import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A webhook as it arrived. */
export interface Received {
	method: string;
	/** Lower-case names. */
	headers: Record<string, string | undefined>;
	/** To the letter, as a signature is checked over it. */
	text: string;
}

export interface Receiver {
	url: string;
	/** What has arrived, oldest first. */
	received: Received[];
	/** What it answers from now on; 200 at first. */
	answer(status: number): void;
	/** Waits until so many have arrived, at most five seconds. */
	waitFor(count: number): Promise<Received[]>;
	close(): Promise<void>;
}

const PATIENCE_MS = 5_000;

/** Listens on this machine for webhooks, on a port of its own. */
export async function openReceiver(): Promise<Receiver> {
	const received: Received[] = [];
	let status = 200;
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const headers = request.headers as Record<string, string | undefined>;
			received.push({ method: request.method ?? '', headers, text: Buffer.concat(chunks).toString('utf8') });
			response.writeHead(status, { location: 'http://127.0.0.1:1/elsewhere' }).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
		received,
		answer: (other) => void (status = other),
		async waitFor(count) {
			const end = Date.now() + PATIENCE_MS;
			while (received.length < count && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
			if (received.length < count) throw new Error(`${received.length} webhooks arrived, not ${count}`);
			return received;
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

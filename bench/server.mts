/**
 * The vendor of the benchmark, a process of its own: takes a patient after 20 ms as Spry does, counts connections,
 * and can be limited to a number of requests per second. Prints its address when it is ready.
 *
 *   POST /bench/reset { perSecond }   counts from 0; null for no limit
 *   GET  /bench/counts                { connections, requests, refused }
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

const LATENCY_MS = 20;
const SECOND = 1000;
const TOKEN = process.argv[2];

let sockets = new Set<Socket>();
let requests = 0;
let refused = 0;
let perSecond: number | null = null;
/** When the requests of the last second were taken. */
let taken: number[] = [];

const server = createServer((request, response) => {
	respond(request, response).catch(() => response.destroy());
});
// As vendors do: a connection that is kept alive is not closed under a client that uses it.
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
	process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const body = JSON.parse((await text(request)) || '{}') as Record<string, unknown>;
	if (request.url === '/bench/counts') return answer(response, 200, { connections: sockets.size, requests, refused });
	if (request.url === '/bench/reset') {
		perSecond = typeof body.perSecond === 'number' ? body.perSecond : null;
		sockets = new Set();
		taken = [];
		requests = refused = 0;
		return answer(response, 200, {});
	}
	sockets.add(request.socket);
	requests += 1;
	const patientId = requests;
	const wait = secondsToWait();
	if (wait > 0) {
		refused += 1;
		response.setHeader('Retry-After', wait);
		return answer(response, 429, { code: 4290, message: 'Too many requests' });
	}
	await sleep(LATENCY_MS);
	if (request.headers.authorization !== `Bearer ${TOKEN}`)
		return answer(response, 401, { code: 4010, message: 'Token?' });
	const known = request.url === '/apis/v1/patient' && typeof body.first_name === 'string';
	if (!known) return answer(response, 400, { code: 4000, message: 'Not a patient' });
	return answer(response, 200, {
		code: 2000,
		data: { patient_id: patientId, ...body },
		message: 'Patient created',
	});
}

/** 0 when the request is taken; otherwise whole seconds, as the header has them, until one is again. */
function secondsToWait(): number {
	if (perSecond === null) return 0;
	const now = performance.now();
	taken = taken.filter((time) => time > now - SECOND);
	const oldest = taken[0];
	if (taken.length < perSecond || oldest === undefined) {
		taken.push(now);
		return 0;
	}
	return Math.ceil((oldest + SECOND - now) / SECOND);
}

function answer(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

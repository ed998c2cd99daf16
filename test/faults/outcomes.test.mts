import { createServer, connect, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { LaunchedSandbox } from '../../sandbox/client.mts';
import { skipWaits } from '../support/clock.mts';
import { doneCount, errorItem, leaksOf, openFaultClinic, subjects } from './support.mts';
import type { FaultClinic, Subject } from './support.mts';

jest.setTimeout(60_000);

let clinic: FaultClinic;

beforeAll(async () => {
	clinic = await openFaultClinic();
}, 60_000);
afterAll(async () => await clinic.close());
beforeEach(() => skipWaits());
afterEach(() => jest.restoreAllMocks());

/** A port of this machine on which nobody listens. */
async function closedPort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/** Hands every connection on to the vendor. */
async function listenFor(port: number, vendorUrl: string): Promise<Server> {
	const server = createServer((socket) => {
		const vendor = connect(Number(new URL(vendorUrl).port), '127.0.0.1');
		socket.pipe(vendor).pipe(socket);
		for (const end of [socket, vendor]) end.on('error', () => [socket, vendor].forEach((one) => one.destroy()));
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return server;
}

async function at(subject: Subject, port: number): Promise<Record<string, ICredentialDataDecryptedObject>> {
	const [[type, stored] = ['', {}]] = Object.entries(clinic.signedIn(subject));
	const data = await (stored as unknown as { read(): Promise<ICredentialDataDecryptedObject> }).read();
	return { [type]: { ...data, baseUrl: `http://127.0.0.1:${port}` } };
}

const urlOf = (sandbox: LaunchedSandbox, { operation }: Subject) => sandbox[operation.vendor];

describe.each(subjects())('$name', (subject) => {
	beforeEach(async () => await clinic.reset(subject.operation));

	it('says that the vendor could not be reached, and that nothing was done, when the connection is refused', async () => {
		const rows = [subject.row(0)];
		const result = await clinic.try(subject, rows, {}, { credentials: await at(subject, await closedPort()) });
		const failed = errorItem(result, 0);

		expect(failed?.error).toMatch(/could not be reached, tried 3 times/);
		expect(failed?.error).not.toMatch(/not known/);
		expect(failed?.details).toMatchObject({ kind: 'unreachable', outcome: 'none' });
		expect(leaksOf(result, rows, clinic.secrets())).toEqual([]);
	});

	it('sends again after a refused connection, whatever the operation', async () => {
		const port = await closedPort();
		let server: Server | undefined;
		jest.restoreAllMocks();
		skipWaits(async () => void (server ??= await listenFor(port, urlOf(clinic.sandbox, subject))));
		const result = await clinic.try(subject, [subject.row(0)], {}, { credentials: await at(subject, port) });
		await new Promise((resolve) => server?.close(resolve));

		expect(doneCount(result)).toBe(1);
		expect((await clinic.seen(subject)).requests).toHaveLength(1);
		expect(await clinic.made(subject)).toBe(subject.operation.table === undefined ? 0 : 1);
		expect(result.hints[0]?.message).toMatch(/1 request sent again/);
	});

	it('stops trying when the time for an item is over', async () => {
		const { vendor, operationId } = subject.operation;
		await clinic.sandbox.faults({ vendor, operationId, kind: '503', seconds: 30, times: 0 });
		const result = await clinic.try(subject, [subject.row(0)], { totalBudget: 2000 });
		expect(errorItem(result, 0)?.details.kind).toBe('unavailable');
		expect((await clinic.seen(subject)).requests).toHaveLength(subject.operation.waits ? 2 : 1);
		expect(result.durationMs).toBeLessThan(5000);
	});
});

/** What a request that changes something may have done is worth telling; reading does nothing. */
const changing = subjects().filter(({ operation, built }) => operation.table !== undefined || built.maps);

describe.each(changing.filter(({ rule }) => rule !== 'never'))('$name, which may be sent again', (subject) => {
	beforeEach(async () => await clinic.reset(subject.operation));

	it('does not call its own record, made by a request whose answer was lost, one that existed before', async () => {
		const { vendor, operationId } = subject.operation;
		await clinic.sandbox.faults({ vendor, operationId, kind: 'reset-after' });
		const result = await clinic.try(subject, [subject.row(0)]);
		expect(doneCount(result)).toBe(1);
		expect(result.items[0]?.json.alreadyExisted).not.toBe(true);
		expect(result.hints.map(({ message }) => message).join()).not.toMatch(/already existed/);
	});

	it('does not say that surely nothing was done when the last attempt was refused but an earlier one was lost', async () => {
		const { vendor, operationId } = subject.operation;
		await clinic.sandbox.faults(
			{ vendor, operationId, kind: '500', times: 1 },
			{ vendor, operationId, kind: '403', times: 0 },
		);
		const failed = errorItem(await clinic.try(subject, [subject.row(0)]), 0);
		expect(failed?.details).toMatchObject({ kind: 'forbidden', outcome: 'unknown' });
	});
});

/** Where nothing else is asked for besides, so that all but one request is a look. */
const looking = subjects().filter(({ looks, operation }) => looks && !operation.alsoCalls);

describe.each(looking)('$name, which can be looked up', (subject) => {
	beforeEach(async () => await clinic.reset(subject.operation));

	const { vendor, operationId } = subject.operation;

	it('does not send again when looking is refused too, and says that nothing is known', async () => {
		await clinic.sandbox.faults({ vendor, operationId, kind: 'reset-after' }, { vendor, kind: '500', times: 0 });
		const rows = [subject.row(0)];
		const result = await clinic.try(subject, rows);
		const { requests, lookUps } = await clinic.seen(subject);
		const failed = errorItem(result, 0);

		expect(requests).toHaveLength(1);
		expect(lookUps).toHaveLength(3);
		expect(failed?.error).toMatch(/whether it was carried out is not known/);
		expect(failed?.error).not.toMatch(/exists/);
		expect(failed?.message).toContain(subject.built.howToCheck);
		expect(failed?.message).not.toMatch(/did not show/);
		expect(failed?.details.outcome).toBe('unknown');
		expect(leaksOf(result, rows, clinic.secrets())).toEqual([]);
	});

	it('takes a look-up that is not JSON or has an empty body for no knowledge', async () => {
		for (const kind of ['html', 'empty', 'error-envelope'] as const) {
			await clinic.sandbox.reset();
			await clinic.sandbox.faults({ vendor, operationId, kind: 'reset-after' }, { vendor, kind, times: 0 });
			const result = await clinic.try(subject, [subject.row(0)]);
			const failed = errorItem(result, 0);
			expect({ kind, error: failed?.error }).toEqual({ kind, error: expect.stringMatching(/is not known/) });
			expect(failed?.message).not.toMatch(/did not show/);
			expect((await clinic.seen(subject)).requests).toHaveLength(1);
		}
	});

	it('tries looking again when that fails in passing', async () => {
		await clinic.sandbox.faults({ vendor, operationId, kind: 'reset-after' }, { vendor, kind: '500', times: 2 });
		const result = await clinic.try(subject, [subject.row(0)]);
		const { requests, lookUps } = await clinic.seen(subject);
		expect({ requests: requests.length, lookUps: lookUps.length }).toEqual({ requests: 1, lookUps: 3 });
		if (subject.rule === 'keyed') expect(doneCount(result)).toBe(1);
		else expect(errorItem(result, 0)?.error).toMatch(/the record exists|there is a record of it/);
	});
});

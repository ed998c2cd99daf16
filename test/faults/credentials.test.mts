import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { ekaCaseCreate } from '../support/operations/eka-case-create.mts';
import { spryPatientCreate } from '../support/operations/spry-patient-create.mts';
import { unsendableRow } from '../support/operations/types.mts';
import { chainSubjects, doneCount, errorItem, isRenewable, openFaultClinic } from './support.mts';
import type { FaultClinic, Subject } from './support.mts';

jest.setTimeout(60_000);

let clinic: FaultClinic;

beforeAll(async () => {
	clinic = await openFaultClinic();
}, 60_000);
afterAll(async () => await clinic.close());
beforeEach(async () => {
	await clinic.sandbox.reset();
	await clinic.signIn();
});

const rowsOf = (subject: Subject, count: number) => Array.from({ length: count }, (_, index) => subject.row(index));
const patient = { timeout: 10_000 };
const all = chainSubjects();
const renewable = all.filter(isRenewable);

describe.each(renewable)('$name', (subject) => {
	const { vendor, operationId } = subject.operation;

	it('renews the login once for 50 items when it is refused in their middle, and delivers them all', async () => {
		await clinic.sandbox.faults({ vendor, operationId, kind: '401', after: 25 });
		const result = await clinic.try(subject, rowsOf(subject, 50), patient);
		const { requests, signIns } = await clinic.seen(subject);
		expect(result.items.map((_, index) => errorItem(result, index)).filter(Boolean)).toEqual([]);
		expect({ done: doneCount(result), requests: requests.length, signIns: signIns.length }).toEqual({
			done: 50,
			requests: 51,
			signIns: 1,
		});
		expect(await clinic.made(subject)).toBe(50);
	});

	it('renews the login once when it is revoked while many requests are in flight', async () => {
		await clinic.sandbox.settings({ latencyMs: 20 });
		const running = clinic.try(subject, rowsOf(subject, 50), patient);
		await waitUntil(async () => (await clinic.seen(subject)).requests.length > 12);
		await clinic.sandbox.revoke(vendor);
		const result = await running;
		const { requests, signIns } = await clinic.seen(subject);
		expect(requests.some(({ status }) => status === 401)).toBe(true);
		expect({ done: doneCount(result), signIns: signIns.length }).toEqual({ done: 50, signIns: 1 });
		expect(await clinic.made(subject)).toBe(50);
	});

	it('renews the login once, too, while requests wait for their turn', async () => {
		await clinic.sandbox.settings({ latencyMs: 40 });
		const limits = { ...patient, requestsPerSecond: 100, concurrency: 30 };
		const running = clinic.try(subject, rowsOf(subject, 100), limits);
		await waitUntil(async () => (await clinic.seen(subject)).requests.length > 20);
		await clinic.sandbox.revoke(vendor);
		const result = await running;
		const { signIns } = await clinic.seen(subject);
		expect({ done: doneCount(result), signIns: signIns.length }).toEqual({ done: 100, signIns: 1 });
	});

	it('signs in once although the first item cannot be sent', async () => {
		const rows = [unsendableRow(subject.operation), ...rowsOf(subject, 20)];
		const result = await clinic.try(subject, rows, patient, { credentials: withoutToken(subject) });
		const { signIns } = await clinic.seen(subject);
		expect({ done: doneCount(result), signIns: signIns.length }).toEqual({ done: 20, signIns: 1 });
	});

	it('says that the credential was not accepted when signing in is refused, after one attempt', async () => {
		const signInId = vendor === 'spry' ? 'createToken' : 'login';
		await clinic.sandbox.faults({ vendor, operationId: signInId, kind: '401', times: 0 });
		const result = await clinic.try(subject, rowsOf(subject, 20), patient, { credentials: withoutToken(subject) });
		const { requests, signIns } = await clinic.seen(subject);
		expect(result.items.map((_, index) => errorItem(result, index)?.details.kind)).toEqual(
			Array(20).fill('credential'),
		);
		expect(requests).toHaveLength(0);
		expect(signIns).toHaveLength(1);
	});
});

// One operation of each vendor is enough: signing in is the same for all. It is one that may not be sent twice.
describe.each(renewable.filter(({ rule }) => rule === 'never'))('signing in for $name', (subject) => {
	const { vendor } = subject.operation;
	const signInId = vendor === 'spry' ? 'createToken' : 'login';

	it.each(['503-bare', '429', 'reset-before', 'reset-after', 'stall', 'html'] as const)(
		'is tried again when it meets one %s, for nothing else was sent yet',
		async (kind) => {
			await clinic.sandbox.faults({ vendor, operationId: signInId, kind });
			const changes = { credentials: withoutToken(subject) };
			const result = await clinic.try(subject, rowsOf(subject, 3), { timeout: 1000 }, changes);
			const { signIns } = await clinic.seen(subject);
			expect({ failed: errorItem(result, 0)?.error, done: doneCount(result), signIns: signIns.length }).toEqual({
				failed: undefined,
				done: 3,
				signIns: 2,
			});
			expect(result.durationMs).toBeLessThan(10_000);
		},
		20_000,
	);

	it('is tried by one item at a time while the vendor cannot, and the others share what came of it', async () => {
		await clinic.sandbox.faults({ vendor, operationId: signInId, kind: '503-bare', times: 0 });
		const options = { ...patient, maxAttempts: 2, concurrency: 20 };
		const result = await clinic.try(subject, rowsOf(subject, 21), options, { credentials: withoutToken(subject) });
		const { requests, signIns } = await clinic.seen(subject);
		expect(result.items.map((_, index) => errorItem(result, index)?.details)).toEqual(
			Array(21).fill(expect.objectContaining({ kind: 'unavailable', outcome: 'none' })),
		);
		// Twice for the first item, which goes alone, and about twice for the twenty others together.
		expect({ requests: requests.length, isFew: signIns.length <= 6, signIns: signIns.length }).toEqual({
			requests: 0,
			isFew: true,
			signIns: signIns.length,
		});
	}, 30_000);

	it('is tried few times when it fails in passing just as the login of many was revoked', async () => {
		await clinic.sandbox.settings({ latencyMs: 20 });
		const running = clinic.try(subject, rowsOf(subject, 60), { ...patient, maxAttempts: 4, concurrency: 20 });
		await waitUntil(async () => (await clinic.seen(subject)).requests.length > 12);
		await clinic.sandbox.faults({ vendor, operationId: signInId, kind: '503-bare', times: 2 });
		await clinic.sandbox.revoke(vendor);
		const result = await running;
		const { signIns } = await clinic.seen(subject);
		expect({ done: doneCount(result), signIns: signIns.length }).toEqual({ done: 60, signIns: 3 });
		expect(await clinic.made(subject)).toBe(60);
	}, 30_000);

	it('does not outlive the execution when it gets no answer', async () => {
		await clinic.sandbox.faults({ vendor, operationId: signInId, kind: 'stall', times: 0 });
		const changes = { credentials: withoutToken(subject), cancelAfterMs: 1000 };
		const result = await clinic.try(subject, rowsOf(subject, 3), { timeout: 10_000 }, changes);
		expect(result.durationMs).toBeLessThan(4000);
	}, 20_000);
});

describe.each(all)('$name', (subject) => {
	const { vendor, operationId } = subject.operation;

	it('stops at once when every login is refused, from the first item on', async () => {
		await clinic.sandbox.faults({ vendor, operationId, kind: '401', times: 0 });
		const result = await clinic.try(subject, rowsOf(subject, 200), patient);
		const { requests, signIns } = await clinic.seen(subject);
		expect(result.items.map((_, index) => errorItem(result, index)?.details.kind)).toEqual(
			Array(200).fill('credential'),
		);
		expect(requests).toHaveLength(isRenewable(subject) ? 2 : 1);
		expect(signIns.length).toBeLessThanOrEqual(1);
	});

	it('stops soon when every login is refused from the middle on', async () => {
		await clinic.sandbox.faults({ vendor, operationId, kind: '401', times: 0, after: 20 });
		const result = await clinic.try(subject, rowsOf(subject, 200), { ...patient, concurrency: 5 });
		const { requests, signIns } = await clinic.seen(subject);
		const kinds = result.items.map((_, index) => errorItem(result, index)?.details.kind);
		expect(kinds.filter((kind) => kind === undefined)).toHaveLength(20);
		expect(new Set(kinds)).toEqual(new Set([undefined, 'credential']));
		// Each of the five in flight may have been refused with the old and with the new login.
		expect(requests.length).toBeLessThanOrEqual(20 + 5 * 2);
		expect(signIns.length).toBeLessThanOrEqual(1);
	});
});

function withoutToken(subject: Subject): Record<string, ICredentialDataDecryptedObject> {
	const type = subject.operation.vendor === 'spry' ? 'spryOAuth2Api' : 'ekaCareApi';
	return { [type]: clinic.credentials[type] ?? {} };
}

async function waitUntil(isSo: () => Promise<boolean>): Promise<void> {
	for (const end = Date.now() + 10_000; !(await isSo()); ) {
		if (Date.now() > end) throw new Error('it did not come to that within ten seconds');
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

describe('1,000 items', () => {
	const spry = all.find(({ operation }) => operation === spryPatientCreate) as Subject;
	const eka = all.find(({ operation }) => operation === ekaCaseCreate) as Subject;
	const expired = async (vendor: 'spry' | 'ekaCare') => (await clinic.sandbox.mintToken(vendor, -60)).token;

	const starts: Array<[string, Subject, () => Promise<ICredentialDataDecryptedObject>]> = [
		['Spry with no token', spry, async () => ({})],
		[
			'Spry with an expired token',
			spry,
			async () => ({
				oauthTokenData: { access_token: await expired('spry'), token_type: 'Bearer' },
			}),
		],
		['Eka Care with no token', eka, async () => ({})],
		['Eka Care with an expired token', eka, async () => ({ sessionToken: await expired('ekaCare') })],
	];

	it.each(starts)('make one token call and one decryption: %s', async (_name, subject, start) => {
		const [[type, data] = ['', {}]] = Object.entries(withoutToken(subject));
		const credentials = { [type]: { ...data, ...(await start()) } };
		const result = await clinic.try(subject, rowsOf(subject, 1000), patient, { credentials });
		const { requests, signIns } = await clinic.seen(subject);
		expect({
			done: doneCount(result),
			requests: requests.length,
			signIns: signIns.length,
			decryptions: result.decryptions,
		}).toEqual({ done: 1000, requests: 1000, signIns: 1, decryptions: 1 });
		expect(await clinic.made(subject)).toBe(1000);
	});

	it.each(starts.filter(([name]) => name.endsWith('expired token')))(
		'keep the new login for the next execution: %s',
		async (_name, subject, start) => {
			const [[type, data] = ['', {}]] = Object.entries(withoutToken(subject));
			const stored = await clinic.engine.addCredential(type, { ...data, ...(await start()) });
			const changes = { credentials: { [type]: stored as never } };
			await clinic.try(subject, rowsOf(subject, 2), patient, changes);
			await clinic.try(subject, rowsOf(subject, 2), patient, changes);
			expect((await clinic.seen(subject)).signIns).toHaveLength(1);
		},
	);
});

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
	IDataObject,
	IHookFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	IWebhookFunctions,
} from 'n8n-workflow';

import { node24 } from '../../tools/setup.mjs';
import { EkaCareApi } from '../../credentials/EkaCareApi.credentials.ts';
import { EkaCareTrigger } from '../../nodes/EkaCare/EkaCareTrigger.node.ts';
import { launchSandbox, type LaunchedSandbox } from '../../sandbox/client.mts';
import { ekaCare } from '../../sandbox/seed.mts';
import { nodeIdOf } from '../support/trigger.mts';
import { fakeContext, ok } from '../unit/kernel/support.mts';

const trigger = new EkaCareTrigger();
const { checkExists, create, delete: remove } = trigger.webhookMethods.default;

let sandbox: LaunchedSandbox;
let server: Server;
let credentials: IDataObject;
/** What the node started workflows with. */
let started: INodeExecutionData[] = [];
/** Deliveries being worked on. */
const under: Array<Promise<void>> = [];
let memory: IDataObject = {};
let parameters: IDataObject = {};

beforeAll(async () => {
	sandbox = await launchSandbox({ nodePath: node24() });
	server = createServer((request, response) => under.push(receive(request, response)));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}, 180_000);

afterAll(async () => {
	await new Promise((resolve) => server.close(resolve));
	await sandbox.stop();
});

beforeEach(async () => {
	await sandbox.reset();
	const { token } = await sandbox.mintToken('ekaCare');
	const { clientId } = ekaCare;
	credentials = { environment: 'custom', baseUrl: sandbox.ekaCare, authentication: 'jwt', jwt: token, clientId };
	[started, memory] = [[], {}];
	parameters = { events: ['appointment.created', 'rec.srp'], fetchDetails: [], options: {} };
});

type Authenticate = (credentials: never, options: IHttpRequestOptions) => Promise<IHttpRequestOptions>;
const authenticate = new EkaCareApi().authenticate as Authenticate;

/** As n8n sends it: with the headers of the credential. */
async function http(options: IHttpRequestOptions) {
	const { method, url, headers, body } = await authenticate(credentials as never, options);
	const answer = await fetch(url, { method, headers: headers as Record<string, string>, body: body as string });
	return ok(await answer.text(), answer.status);
}

function contextFor(request?: IncomingMessage, response?: ServerResponse, rawBody?: Buffer) {
	const { context } = fakeContext({ credentials, http });
	const { port } = server.address() as AddressInfo;
	const answer = {
		status(code: number) {
			if (response) response.statusCode = code;
			return answer;
		},
		json: (body: unknown) => response?.end(JSON.stringify(body)),
	};
	return Object.assign(Object.create(context) as object, {
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getNodeWebhookUrl: () => `http://127.0.0.1:${port}/webhook`,
		getWorkflowStaticData: () => memory,
		getMode: () => 'webhook',
		getWorkflow: () => ({ id: 'wf-1' }),
		getNode: () => ({ ...context.getNode(), id: nodeIdOf(memory) }),
		getRequestObject: () => ({ rawBody }),
		getHeaderData: () => request?.headers,
		getResponseObject: () => answer,
	}) as unknown as IHookFunctions & IWebhookFunctions;
}

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const result = await trigger.webhook.call(contextFor(request, response, Buffer.concat(chunks)));
	started.push(...(result.workflowData?.[0] ?? []));
}

async function problems(): Promise<unknown[]> {
	const requests = await sandbox.requests('ekaCare');
	return requests.flatMap((one) => [...one.problems, ...one.answerProblems, ...one.ignored]);
}

describe('the Eka Care Trigger at Eka Care', () => {
	it('registers, is found again, and goes, as the contract wants it', async () => {
		expect(await checkExists.call(contextFor())).toBe(false);
		await create.call(contextFor());
		expect(await checkExists.call(contextFor())).toBe(true);
		expect((await sandbox.state()).eka_webhook).toHaveLength(1);
		parameters.events = ['rec.srp'];
		expect(await checkExists.call(contextFor())).toBe(false);
		await create.call(contextFor());
		expect((await sandbox.state()).eka_webhook).toHaveLength(1);
		await remove.call(contextFor());
		expect((await sandbox.state()).eka_webhook).toEqual([]);
		expect(await problems()).toEqual([]);
	});

	it('starts the workflow with a signed event, once, and with the records that it names', async () => {
		parameters.fetchDetails = ['doctor', 'patient'];
		await create.call(contextFor());
		const [first] = await sandbox.deliver({ vendor: 'ekaCare', event: 'appointment.created' });
		const [second] = await sandbox.deliver({ vendor: 'ekaCare', eventId: first?.eventId });
		expect([first?.status, second?.status]).toEqual([200, 200]);
		await Promise.all(under);
		expect(started.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				event: 'appointment.created',
				event_time: expect.stringMatching(/^\d{4}-.*Z$/),
				doctor_id: ekaCare.doctors[0]?.id,
				details: {
					doctor: expect.objectContaining({ id: ekaCare.doctors[0]?.id }),
					patient: expect.objectContaining({ oid: ekaCare.patients[0]?.oid }),
				},
			}),
		]);
		expect(await problems()).toEqual([]);
	});

	it('starts the workflow for each change of one record, and once for a change that is delivered again later', async () => {
		parameters.events = ['appointment.statuschange', 'prescription.created'];
		await create.call(contextFor());
		const vendor = 'ekaCare';
		const changed = (status: string) => ({ appointment_id: 'api-1', status });
		const event = 'appointment.statuschange';
		const [checkedIn] = await sandbox.deliver({ vendor, event, data: changed('CK') });
		await sandbox.deliver({ vendor, event, data: changed('OG') });
		// It has no transaction ID, and the time of sending is another after a second.
		const [issued] = await sandbox.deliver({ vendor, event: 'prescription.created' });
		await new Promise((resolve) => setTimeout(resolve, 1100));
		for (const eventId of [checkedIn?.eventId, issued?.eventId]) await sandbox.deliver({ vendor, eventId });
		await Promise.all(under);
		expect(started.map(({ json }) => [json.event, json.transaction_id, (json.data as IDataObject).status])).toEqual(
			[
				['appointment.statuschange', 'api-1', 'CK'],
				['appointment.statuschange', 'api-1', 'OG'],
				['prescription.created', undefined, undefined],
			],
		);
	});

	it.each([
		[{ signature: 'bad' } as const],
		[{ signature: 'none' } as const],
		[{ ageSeconds: 181 }],
		[{ ageSeconds: -190 }],
	])('refuses a delivery with %j', async (order) => {
		await create.call(contextFor());
		const [delivery] = await sandbox.deliver({ vendor: 'ekaCare', event: 'appointment.created', ...order });
		expect(delivery?.status).toBe(401);
		await Promise.all(under);
		expect(started).toEqual([]);
	});
});

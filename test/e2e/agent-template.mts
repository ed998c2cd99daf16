import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import type { Closer } from '../../tools/closer.mts';
import type { CredentialReference } from '../../tools/n8n-client.mts';
import { projectRoot, storeCredentials, type Stack } from '../../tools/stack.mts';
import { readWorkflow, withCredentials } from '../../tools/workflow.mts';
import { ekaCare } from '../../sandbox/seed.mts';
import { latestRecords, startChatModel, toolAnswers, type ChatModel } from './chat-model.mts';

const EXAMPLE = join(projectRoot, 'examples', 'ai-agent-when-can-i-come.json');
const LOGIN = { user: 'desk', password: 'desk-test-password' };
const KEY = 'model-test-key';

const [doctor] = ekaCare.doctors;
const [place] = ekaCare.clinics;
const [patient] = ekaCare.patients;
/** A Monday far ahead. */
const MONDAY = '2096-01-23';

/** What the chat says to the agent, and what comes back. */
type Say = (text: string) => Promise<string>;

/**
 * The example "AI agent: when can I come?", in conversation with a model that plays a part.
 *
 * @param stack gives the running n8n once it is there
 */
export function describeAgentTemplate(
	stack: () => { chain: Stack; stored: Map<string, CredentialReference> },
	closer: Closer,
) {
	describe('the example with an AI agent', () => {
		let chain: Stack;
		let model: ChatModel;
		let url: string;
		let before: number;

		const appointments = async () => (await chain.sandbox.state()).eka_appointment ?? [];

		beforeAll(async () => {
			const { stored } = stack();
			({ chain } = stack());
			model = await startChatModel(closer);
			const openAi = { type: 'openAiApi', name: 'Model', data: { apiKey: KEY, url: model.url } };
			const [[, reference] = []] = await storeCredentials(chain.client, [openAi]);
			if (!reference) throw new Error('n8n stored no credential of the model');
			const login = await chain.client.createCredential('httpBasicAuth', 'Chat', LOGIN);
			const credentials = new Map([...stored, ['openAiApi', reference], ['httpBasicAuth', login]]);
			const workflow = withCredentials(await readWorkflow(EXAMPLE), credentials);
			await chain.client.publish(await chain.client.importWorkflow(workflow));
			const trigger = workflow.nodes.find(({ name }) => name === 'Chat');
			url = `${chain.n8n.url}/webhook/${String(trigger?.webhookId)}/chat`;
			before = (await appointments()).length;
		}, 120_000);

		async function post(body: object, password = LOGIN.password): Promise<Response> {
			const authorization = `Basic ${Buffer.from(`${LOGIN.user}:${password}`).toString('base64')}`;
			return await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json', authorization },
				body: JSON.stringify(body),
			});
		}

		function conversation(): Say {
			const sessionId = randomUUID();
			return async (text) => {
				const answer = await post({ action: 'sendMessage', sessionId, chatInput: text });
				const said = await answer.text();
				model.check();
				if (answer.status !== 200) throw new Error(`The chat answered ${answer.status}: ${said}`);
				return (JSON.parse(said) as { output: string }).output;
			};
		}

		it('can be imported as it is, before any credential is chosen', async () => {
			expect(await chain.client.importWorkflow(await readWorkflow(EXAMPLE))).toMatch(/\w/);
		});

		it('talks to nobody without the password', async () => {
			const answer = await post({ action: 'sendMessage', sessionId: 'x', chatInput: 'Hello' }, 'wrong');
			expect([401, 403]).toContain(answer.status);
		});

		it('finds a time, asks, and books it once, though the model calls twice', async () => {
			const say = conversation();
			let slot: Record<string, unknown> = {};
			model.play(
				() => [{ tool: 'Doctors_and_clinics', args: {} }],
				(messages) => {
					const [{ doctors, clinics } = {}] = latestRecords(messages) as Array<{
						doctors?: Array<{ doctor_id: string; name: string }>;
						clinics?: Array<{ clinic_id: string; doctors: string[] }>;
					}>;
					expect(doctors?.[0]).toMatchObject({ doctor_id: doctor?.id });
					expect(clinics?.[0]).toMatchObject({ clinic_id: place?.id });
					const args = { doctorId: doctor?.id, clinicId: place?.id, firstDay: MONDAY, lastDay: MONDAY };
					return [{ tool: 'Free_slots', args }];
				},
				(messages) => {
					const slots = latestRecords(messages);
					expect(slots.length).toBeGreaterThan(20);
					expect(Object.keys(slots[0] ?? {})).toEqual(['s', 'e', 'service']);
					expect(toolAnswers(messages).at(-1)?.length).toBeLessThan(8000);
					slot = slots.find(({ s }) => String(s).includes('T10:15')) ?? {};
					return 'You can come on Monday at 10:15.';
				},
			);
			expect(await say('When can I see Dr. Ashgrove?')).toBe('You can come on Monday at 10:15.');

			let oid: unknown;
			model.play(
				() => [{ tool: 'Find_patient', args: { mobile: patient?.mobile } }],
				(messages) => {
					const found = latestRecords(messages);
					// Two people share this number; a model gets their names and IDs, and nothing else.
					expect(found).toHaveLength(2);
					for (const one of found) expect(Object.keys(one).sort()).toEqual(['fln', 'oid']);
					const name = `${patient?.firstName} ${patient?.lastName}`.toLowerCase();
					oid = found.find(({ fln }) => String(fln).toLowerCase() === name)?.oid;
					return 'Shall I book Monday at 10:15 for you?';
				},
			);
			await say(`10:15 please. I am ${patient?.firstName} ${patient?.lastName}, ${patient?.mobile}.`);
			expect(oid).toBe(patient?.oid);
			expect(await appointments()).toHaveLength(before);

			const args = {
				doctorId: doctor?.id,
				clinicId: place?.id,
				patientId: oid,
				startTime: slot.s,
				endTime: slot.e,
			};
			let first: unknown;
			model.play(
				() => [{ tool: 'Book_appointment', args }],
				(messages) => {
					const [booked] = latestRecords(messages);
					first = booked?.appointment_id;
					expect(first).toEqual(expect.any(String));
					return [
						{
							tool: 'Book_appointment',
							args: { ...args, startTime: new Date(String(slot.s)).toISOString() },
						},
					];
				},
				(messages) => {
					expect(latestRecords(messages)[0]).toMatchObject({ appointment_id: first, alreadyExisted: true });
					return 'It is booked.';
				},
			);
			expect(await say('Yes')).toBe('It is booked.');

			const booked = (await appointments()).slice(before);
			expect(booked).toHaveLength(1);
			expect(booked[0]).toMatchObject({
				appointment_id: first,
				patient_id: patient?.oid,
				start_time: Date.parse(`${MONDAY}T10:15:00+05:30`) / 1000,
				end_time: Date.parse(`${MONDAY}T10:30:00+05:30`) / 1000,
			});
		});

		it('registers a new person once, and tells the model of a taken time what to do', async () => {
			const say = conversation();
			const person = {
				...{ mobile: '+919800099999', firstName: 'Nova', lastName: 'Testberry' },
				...{ gender: 'F', dateOfBirth: '1991-07-04' },
			};
			let oid: unknown;
			model.play(
				() => [{ tool: 'Find_patient', args: { mobile: person.mobile } }],
				(messages) => {
					expect(latestRecords(messages)).toEqual([{ found: 0, message: 'Nothing was found.' }]);
					return [{ tool: 'Register_patient', args: person }];
				},
				(messages) => {
					oid = latestRecords(messages)[0]?.oid;
					return [
						{ tool: 'Register_patient', args: { ...person, mobile: '+91 98000 99999', firstName: 'nova' } },
					];
				},
				(messages) => {
					expect(latestRecords(messages)[0]).toMatchObject({ oid, created: false });
					const startTime = `${MONDAY}T10:15:00+05:30`;
					const ids = { doctorId: doctor?.id, clinicId: place?.id, patientId: oid };
					return [
						{ tool: 'Book_appointment', args: { ...ids, startTime, endTime: `${MONDAY}T10:30:00+05:30` } },
					];
				},
				(messages) => {
					const [refusal] = latestRecords(messages);
					expect(refusal).toEqual({
						error: expect.stringMatching(
							/^Eka Care could not book the appointment \(HTTP 400.*\)\. Check .*that the time is still free/,
						) as never,
					});
					return 'That time is taken. May I offer another?';
				},
			);
			expect(await say('Monday 10:15, I am new here.')).toBe('That time is taken. May I offer another?');
			expect(await appointments()).toHaveLength(before + 1);
		});

		it('tells the model of each tool in words, with typed arguments', () => {
			const tools = model.tools();
			expect(tools.map(({ name }) => name).sort()).toEqual(
				['Book_appointment', 'Doctors_and_clinics', 'Find_patient', 'Free_slots', 'Register_patient'].sort(),
			);
			for (const { description, parameters } of tools) {
				expect(description.length).toBeGreaterThan(40);
				for (const argument of Object.values(parameters.properties)) {
					expect(argument.type).toBe('string');
					expect(argument.description).toMatch(/\w/);
				}
			}
			const { parameters } = tools.find(({ name }) => name === 'Book_appointment') ?? {};
			expect(parameters?.required?.sort()).toEqual(['clinicId', 'doctorId', 'endTime', 'patientId', 'startTime']);
		});

		it('tells the model the day, the rules and no secret', () => {
			const heard = model.heard();
			expect(heard).toContain(`${new Date().getUTCFullYear()}`);
			expect(heard).toContain('You never give medical advice');
			for (const secret of [ekaCare.clientSecret, ekaCare.sharingKey, KEY, LOGIN.password]) {
				expect(heard.includes(secret)).toBe(false);
			}
		});
	});
}

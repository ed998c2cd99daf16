import type { Client } from '@modelcontextprotocol/sdk/client/index.js';

import { makeCloser } from '../../tools/closer.mts';
import { demoCredentials } from '../../tools/credentials.mts';
import type { CredentialReference } from '../../tools/n8n-client.mts';
import { storeCredentials, type Stack } from '../../tools/stack.mts';
import { ekaCare, spry } from '../../sandbox/seed.mts';
import { describeAgentTemplate } from './agent-template.mts';
import { START_LIMIT, startChain, STOP_LIMIT } from './chain.mts';
import { callTool, connectMcp, fromModel, idFromModel, mcpWorkflow, recordsIn, type ToolSetting } from './tools.mts';

const TOKEN = 'clinic-tools-test-token';
const [doctor] = ekaCare.doctors;
const [place] = ekaCare.clinics;
const [patient, stranger] = ekaCare.patients;
const [boston] = spry.clinics;
/** A Monday far ahead. */
const MONDAY = '2096-01-16';

const slotPlace = {
	doctorId: idFromModel('doctorId', 'ID of the doctor'),
	clinicId: idFromModel('clinicId', 'ID of the clinic'),
	startDate: fromModel('firstDay', 'First day as YYYY-MM-DD'),
	endDate: fromModel('lastDay', 'Last day as YYYY-MM-DD; empty for one day'),
};

const TOOLS: ToolSetting[] = [
	{
		name: 'Create patient',
		node: 'spry',
		parameters: {
			resource: 'patient',
			operation: 'create',
			firstName: fromModel('firstName', 'First name'),
			lastName: fromModel('lastName', 'Family name'),
			dateOfBirth: fromModel('dateOfBirth', 'Day of birth as YYYY-MM-DD'),
			sex: fromModel('sex', 'FEMALE, MALE or OTHER'),
			clinicId: idFromModel('clinicId', 'ID of the clinic', 'number'),
			additionalFields: { emailAddress: fromModel('email', 'Email address; empty when not known') },
		},
	},
	{
		name: 'Get patient',
		node: 'spry',
		parameters: {
			resource: 'patient',
			operation: 'get',
			patientId: idFromModel('patientId', 'ID of the patient', 'number'),
		},
	},
	{
		name: 'Search ICD codes',
		node: 'spry',
		parameters: {
			resource: 'icdCode',
			operation: 'search',
			q: fromModel('text', 'Code or words'),
			limit: fromModel('limit', 'How many at most', 'number'),
		},
	},
	{
		name: 'Appointment slots',
		node: 'ekaCare',
		parameters: {
			resource: 'slot',
			operation: 'getAll',
			...slotPlace,
			filters: { onlyAvailable: fromModel('onlyFree', 'Whether to return only free slots', 'boolean') },
		},
	},
	{
		name: 'All slots, raw',
		node: 'ekaCare',
		parameters: { resource: 'slot', operation: 'getAll', ...slotPlace, returnAll: true, output: 'raw' },
	},
	{
		name: 'Book appointment',
		node: 'ekaCare',
		parameters: {
			resource: 'appointment',
			operation: 'book',
			doctorId: idFromModel('doctorId', 'ID of the doctor'),
			clinicId: idFromModel('clinicId', 'ID of the clinic'),
			patientId: idFromModel('patientId', 'ID of the patient'),
			startTime: fromModel('startTime', 'Start as the slot gives it'),
			additionalFields: {
				partnerAppointmentId: fromModel('key', 'An ID of your own, the same for the same appointment'),
			},
		},
	},
	{
		name: 'Search patients',
		node: 'ekaCare',
		parameters: {
			resource: 'patient',
			operation: 'search',
			prefix: fromModel('text', 'Beginning of a name or number'),
		},
	},
	{
		name: 'Create case',
		node: 'medMitra',
		parameters: {
			resource: 'case',
			operation: 'create',
			patientName: fromModel('patientName', 'Full name'),
			patientAge: fromModel('patientAge', 'Age in years', 'number'),
			patientGender: fromModel('patientGender', 'Female, Male or Transgender'),
			caseSummary: fromModel('caseSummary', 'What the case is about'),
		},
	},
	{
		name: 'Status of case',
		node: 'medMitra',
		parameters: { resource: 'case', operation: 'getStatus', caseId: idFromModel('caseId', 'UUID of the case') },
	},
];

const closer = makeCloser();
let chain: Stack;
let stored: Map<string, CredentialReference>;
let workflowId: string;
let url: string;
let client: Client;

beforeAll(async () => {
	chain = await startChain(closer);
	stored = await storeCredentials(chain.client, demoCredentials(chain.sandbox));
	stored.set('httpBearerAuth', await chain.client.createCredential('httpBearerAuth', 'Tools', { token: TOKEN }));
	workflowId = await chain.client.importWorkflow(mcpWorkflow('clinic-tools', TOOLS, stored));
	await chain.client.publish(workflowId);
	url = `${chain.n8n.url}/mcp/clinic-tools`;
	client = await connectMcp(url, TOKEN);
	closer.add(async () => await client.close());
}, START_LIMIT);

afterAll(async () => {
	await closer.close();
}, STOP_LIMIT);

const call = async (name: string, args: Record<string, unknown>) => await callTool(client, name, args);
const rowsOf = async (table: string) => (await chain.sandbox.state())[table] ?? [];

const person = (number: number) => ({
	firstName: 'Nova',
	lastName: `Testberry${number}`,
	dateOfBirth: '1991-07-04',
	sex: 'FEMALE',
	clinicId: boston?.id ?? 0,
	email: '',
});
const placeOfSlots = { doctorId: doctor?.id ?? '', clinicId: place?.id ?? '', firstDay: MONDAY, lastDay: '' };

describe('the tools that an MCP client sees', () => {
	it('are not shown to somebody without the token', async () => {
		await expect(connectMcp(url, 'wrong')).rejects.toThrow(/Authorization data is wrong/);
	});

	it('are the operations, each with what it does and with whom', async () => {
		const { tools } = await client.listTools();
		expect(Object.fromEntries(tools.map(({ name, description }) => [name, description]))).toEqual({
			Create_patient: 'Create patient in Spry',
			Get_patient: 'Get patient in Spry',
			Search_ICD_codes: 'Search ICD codes in Spry',
			Appointment_slots: 'Get many appointment slots in Eka Care',
			All_slots_raw: 'Get many appointment slots in Eka Care',
			Book_appointment: 'Book appointment in Eka Care',
			Search_patients: 'Search patients in Eka Care',
			Create_case: 'Create case in MedMitra',
			Status_of_case: 'Get status of case in MedMitra',
		});
	});

	it('have typed arguments with descriptions', async () => {
		const { tools } = await client.listTools();
		const argumentsOf = (name: string) => tools.find((tool) => tool.name === name)?.inputSchema;
		expect(argumentsOf('Appointment_slots')).toMatchObject({
			type: 'object',
			properties: {
				doctorId: { type: 'string', description: 'ID of the doctor' },
				firstDay: { type: 'string', description: 'First day as YYYY-MM-DD' },
				onlyFree: { type: 'boolean' },
			},
			required: ['doctorId', 'clinicId', 'firstDay', 'lastDay', 'onlyFree'],
		});
		expect(argumentsOf('Create_patient')).toMatchObject({ properties: { clinicId: { type: 'number' } } });
		expect(argumentsOf('Search_ICD_codes')).toMatchObject({ properties: { limit: { type: 'number' } } });
	});
});

describe('a tool that is called', () => {
	it('registers a patient at Spry, and tells when the person is known already', async () => {
		const [made] = recordsIn(await call('Create_patient', person(1)));
		expect(made).toMatchObject({ first_name: 'Nova', alreadyExisted: false });
		const [again] = recordsIn(await call('Create_patient', person(1)));
		expect(again).toMatchObject({ patient_id: made?.patient_id, alreadyExisted: true });
		const [found] = recordsIn(await call('Get_patient', { patientId: made?.patient_id }));
		expect(found).toMatchObject({ patient_id: made?.patient_id, last_name: 'Testberry1' });
	});

	it('searches ICD codes, no more than asked for', async () => {
		const found = recordsIn(await call('Search_ICD_codes', { text: 'knee', limit: 2 }));
		expect(found).toHaveLength(2);
		expect(found[0]).toMatchObject({ id: expect.any(Number) as never });
	});

	it('gives free slots, simplified, and books one of them once, though it is called twice', async () => {
		const answer = await call('Appointment_slots', { ...placeOfSlots, onlyFree: true });
		const slots = recordsIn(answer);
		expect(slots.length).toBeGreaterThan(20);
		expect(answer.text.length).toBeLessThan(15_000);
		expect(Object.keys(slots[0] ?? {}).length).toBeLessThanOrEqual(10);
		expect(slots[0]).toMatchObject({ s: `${MONDAY}T10:00:00+05:30`, available: true });

		const { doctorId, clinicId } = placeOfSlots;
		const booking = { doctorId, clinicId, patientId: patient?.oid, startTime: slots[0]?.s, key: 'MCP-1' };
		const [booked] = recordsIn(await call('Book_appointment', booking));
		expect(booked?.appointment_id).toEqual(expect.any(String));
		const [again] = recordsIn(await call('Book_appointment', booking));
		expect(again).toMatchObject({ appointment_id: booked?.appointment_id, alreadyExisted: true });
		expect(await rowsOf('eka_appointment')).toHaveLength(1);
		const left = recordsIn(await call('Appointment_slots', { ...placeOfSlots, onlyFree: true }));
		expect(left.map(({ s }) => s)).not.toContain(booking.startTime);
	});

	it('finds patients, and says in words that there is nobody', async () => {
		const [found] = recordsIn(await call('Search_patients', { text: patient?.firstName }));
		expect(found).toMatchObject({ oid: patient?.oid });
		const nobody = recordsIn(await call('Search_patients', { text: 'Zzyzx' }));
		expect(nobody).toEqual([{ found: 0, message: 'Nothing was found.' }]);
	});

	it('opens a case at MedMitra and tells how far it is', async () => {
		const given = {
			patientName: 'Nova Testberry',
			patientAge: 41,
			patientGender: 'Female',
			caseSummary: 'Knee pain',
		};
		const [made] = recordsIn(await call('Create_case', given));
		expect(made?.case_id).toEqual(expect.any(String));
		const [status] = recordsIn(await call('Status_of_case', { caseId: made?.case_id }));
		expect(['processing', 'completed']).toContain(status?.status);
	});

	it('gives the beginning of an answer that no model could read, and says how much is missing', async () => {
		const answer = await call('All_slots_raw', { ...placeOfSlots, lastDay: '2096-02-15' });
		const records = recordsIn(answer);
		expect(answer.text.length).toBeLessThan(42_000);
		expect(records.length).toBeGreaterThan(50);
		expect(records.at(-1)).toEqual({
			leftOut: expect.any(Number) as never,
			message: expect.stringMatching(/Ask for fewer/) as never,
		});
	});
});

describe('a tool that refuses', () => {
	async function refusalOf(name: string, args: Record<string, unknown>): Promise<string> {
		const { text, isError } = await call(name, args);
		expect({ text, isError }).toMatchObject({ isError: true });
		// What happened and what to do, no stack, no secret, no number of an item that a model never had.
		expect(text).not.toMatch(/\n\s+at |\[Item|node_modules|\.js:/);
		for (const secret of [spry.clientSecret, ekaCare.clientSecret, TOKEN]) expect(text).not.toContain(secret);
		expect(text).not.toMatch(/eyJ[\w-]{10,}\./);
		return text;
	}

	it('names the argument that is wrong before anything is sent, and says how it has to be', async () => {
		await chain.sandbox.clearRequests();
		expect(await refusalOf('Create_patient', { ...person(2), dateOfBirth: '31.02.1990' })).toBe(
			'NodeOperationError: "Date of Birth" is not a date. Give a date that exists in the form YYYY-MM-DD, such as 1990-05-17.',
		);
		expect(await refusalOf('Create_patient', { ...person(2), sex: 'unclear' })).toMatch(
			/"Sex" is not one of the values the vendor knows\. Use one of: FEMALE, MALE/,
		);
		expect(await refusalOf('Search_ICD_codes', { text: 'knee', limit: 0 })).toMatch(
			/"Limit" is out of range\. Give a whole number of at least 1/,
		);
		expect(await refusalOf('Status_of_case', { caseId: 'last one' })).toMatch(/UUID/);
		expect(await chain.sandbox.requests()).toEqual([]);
	});

	it('says which arguments are missing or of the wrong type', async () => {
		expect(await refusalOf('Get_patient', { patientId: 'seven' })).toMatch(/patientId|schema/);
		expect(await refusalOf('Search_patients', {})).toMatch(/text|schema/);
	});

	it("tells a vendor's no in our words, not in words that name a patient", async () => {
		expect(await refusalOf('Create_patient', { ...person(3), clinicId: 9999 })).toMatch(
			/Spry refused the data \(HTTP 200, code 4000\)\. Check that the clinic/,
		);
		const { doctorId, clinicId } = placeOfSlots;
		const taken = { doctorId, clinicId, startTime: `${MONDAY}T12:00:00+05:30` };
		recordsIn(await call('Book_appointment', { ...taken, patientId: stranger?.oid, key: 'MCP-2' }));
		const refusal = await refusalOf('Book_appointment', { ...taken, patientId: patient?.oid, key: 'MCP-3' });
		expect(refusal).toMatch(/Eka Care could not book the appointment.*still free/s);
		for (const word of [stranger?.oid, stranger?.firstName, stranger?.lastName, 'MCP-2']) {
			expect(refusal).not.toContain(word);
		}
	});

	it('refuses no more than the one call', async () => {
		await chain.sandbox.faults({ vendor: 'spry', operationId: 'getPatient', kind: '403' });
		const id = spry.existingPatient.patient_id;
		expect(await refusalOf('Get_patient', { patientId: id })).toMatch(/Spry does not allow this.*Ask the owner/s);
		expect(recordsIn(await call('Get_patient', { patientId: id }))).toHaveLength(1);
	});

	it('leaves no secret in the executions nor in the log', async () => {
		const executions = await chain.client.executions(workflowId);
		expect(executions.length).toBeGreaterThan(10);
		const kept = `${JSON.stringify(executions)}\n${chain.n8n.log()}`;
		const secrets = [spry.clientSecret, ekaCare.clientSecret, ekaCare.sharingKey, TOKEN, chain.n8n.encryptionKey];
		for (const secret of secrets) expect(kept.includes(secret)).toBe(false);
		expect(kept).not.toMatch(/eyJ[\w-]{10,}\.[\w-]+\.[\w-]+/);
	});
});

describeAgentTemplate(() => ({ chain, stored }), closer);

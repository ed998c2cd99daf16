import { createHmac } from 'node:crypto';
import { PATHS, PATIENT_ID, useSpry, type Fields } from './spry-support.mts';
import { openReceiver, type Received, type Receiver } from './receiver.mts';

const { sandbox, good, post, somebody } = useSpry();
const ALL = [
	...['patient.created', 'patient.updated', 'case.created', 'case.updated'],
	...['appointment.created', 'appointment.updated', 'appointment.cancelled'],
];
let receiver: Receiver;

beforeEach(async () => {
	receiver = await openReceiver();
	await sandbox().reset();
});
afterEach(() => receiver.close());

const subscribe = (changes: Fields = {}) =>
	good(PATHS.subscription, { name: 'n8n', event_types: ALL, notification_url: receiver.url, ...changes });
const bodyOf = (one: Received | undefined) => JSON.parse(one?.text ?? 'null') as Fields;
const typesOf = (all: Received[]) => all.map((one) => bodyOf(one).event_type);
/** What the header would have to be, made from the bytes that arrived. */
function signatureFor({ headers, text }: Received, key: unknown): string {
	const t = /^t=(\d+),/.exec(headers['x-sprypt-signature'] ?? '')?.[1] ?? '';
	return `t=${t},v1=${createHmac('sha256', String(key)).update(`${t}.${text}`).digest('hex')}`;
}
const ageOf = ({ headers }: Received) =>
	Math.round(Date.now() / 1000) - Number(/^t=(\d+),/.exec(headers['x-sprypt-signature'] ?? '')?.[1]);

describe('Spry webhook', () => {
	test('arrives signed over its bytes, with the headers that repeat what it says', async () => {
		const { signature_key } = await subscribe();
		const { patientId } = await somebody();
		const [created] = await receiver.waitFor(2);
		const { headers, text } = created!;
		expect(headers['x-sprypt-signature']).toBe(signatureFor(created!, signature_key));
		expect(Math.abs(ageOf(created!))).toBeLessThan(5);
		const body = bodyOf(created);
		expect(body).toEqual({
			...{ event_id: expect.stringMatching(/^evt_/), event_type: 'patient.created', api_version: '2026-06-11' },
			...{
				timestamp: expect.any(Number),
				data: { organisation_id: 77, patient_id: patientId, status: 'ACTIVE' },
			},
		});
		expect(headers).toMatchObject({
			...{ 'content-type': 'application/json', 'x-event-type': 'patient.created', 'x-event-id': body.event_id },
			'x-delivery-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
		});
		// A receiver that writes the JSON anew before it checks the signature is found out.
		expect(JSON.stringify(body)).not.toBe(text);
	});

	test('reports all seven kinds of events', async () => {
		await subscribe();
		const { patientId, caseId } = await somebody();
		await good(`${PATHS.case}/${caseId}`, { treatment_status: 'DISCHARGED' });
		const timestamp = 1_780_000_000;
		const { appointment_id } = await good(PATHS.appointment, {
			...{ doctor_id: 601, patient_id: patientId, clinic_id: 101, appointment_category: [201], timestamp },
			...{ end_timestamp: timestamp + 1800, payment_mode: 'CASH', spry_case_id: caseId },
		});
		await sandbox().act('spry', 'changePatient', { patient_id: patientId, status: 'DISCHARGED' });
		await sandbox().act('spry', 'checkInAppointment', { appointment_id });
		const moved = { appointment_id, timestamp: timestamp + 3600, end_timestamp: timestamp + 5400 };
		await sandbox().act('spry', 'moveAppointment', moved);
		await sandbox().act('spry', 'cancelAppointment', { appointment_id });

		const all = await receiver.waitFor(8);
		expect(new Set(typesOf(all))).toEqual(new Set(ALL));
		expect(new Set(all.map((one) => bodyOf(one).event_id)).size).toBe(8);
		const dataOf = (type: string) =>
			all
				.map(bodyOf)
				.filter(({ event_type }) => event_type === type)
				.map(({ data }) => data);
		const ids = {
			organisation_id: 77,
			appointment_id,
			patient_id: patientId,
			spry_case_id: caseId,
			clinic_id: 101,
		};
		expect(dataOf('patient.updated')).toEqual([{ organisation_id: 77, patient_id: patientId, status: 'INACTIVE' }]);
		expect(dataOf('case.created')).toEqual([{ organisation_id: 77, spry_case_id: caseId, patient_id: patientId }]);
		expect(dataOf('case.updated')).toEqual(dataOf('case.created'));
		expect(dataOf('appointment.created')).toEqual([{ ...ids, status: null }]);
		expect(dataOf('appointment.updated')).toEqual([1, 2].map(() => ({ ...ids, status: 'PATIENT_CHECKIN' })));
		expect(dataOf('appointment.cancelled')).toHaveLength(1);
		expect((await good(`${PATHS.patient}/${patientId}`)).status).toBe('DISCHARGED');
	});

	test('is not sent for what was refused, was there already, or nobody asked for', async () => {
		await subscribe({ event_types: ['patient.created', 'appointment.created'] });
		await subscribe({ event_types: ['case.created'], is_active: false });
		await post(PATHS.patient, { first_name: 'No' });
		const known = { first_name: 'Odette', last_name: 'Quillmere', date_of_birth: '1979-03-14', sex: 'FEMALE' };
		expect(await post(PATHS.patient, { ...known, clinic_id: 101 })).toMatchObject({ body: { code: 2301 } });
		await good(PATHS.case, { patient_id: PATIENT_ID, case_title: 'Hip', specialization: 'MSK' });
		// This one comes last: what came before it would have arrived by now.
		await somebody();
		await receiver.waitFor(1);
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(typesOf(receiver.received)).toEqual(['patient.created']);
	});

	test('is sent when the answer was lost, and not when the request was', async () => {
		await subscribe({ event_types: ['case.created'] });
		const newCase = { patient_id: PATIENT_ID, case_title: 'Hip', specialization: 'MSK' };
		await sandbox().faults({ vendor: 'spry', operationId: 'createCase', kind: '503' });
		expect((await post(PATHS.case, newCase)).status).toBe(503);
		await sandbox().faults({ vendor: 'spry', operationId: 'createCase', kind: '503', stored: true });
		expect((await post(PATHS.case, newCase)).status).toBe(503);
		await receiver.waitFor(1);
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(receiver.received).toHaveLength(1);
	});

	test('is sent again under the same event ID until it is accepted', async () => {
		const { signature_key } = await subscribe({ event_types: ['case.created'] });
		receiver.answer(503);
		await good(PATHS.case, { patient_id: PATIENT_ID, case_title: 'Hip', specialization: 'MSK' });
		await receiver.waitFor(1);
		receiver.answer(200);
		const [first, second] = await receiver.waitFor(2);
		// Only the time of dispatch may be another.
		const untimed = ({ timestamp: _, ...body }: Record<string, unknown>) => body;
		expect(untimed(bodyOf(second))).toEqual(untimed(bodyOf(first)));
		expect(second?.headers['x-delivery-id']).not.toBe(first?.headers['x-delivery-id']);
		expect(second?.headers['x-sprypt-signature']).toBe(signatureFor(second!, signature_key));
		await new Promise((resolve) => setTimeout(resolve, 400));
		expect((await sandbox().deliveries('spry')).map(({ attempt, status }) => [attempt, status])).toEqual([
			[1, 503],
			[2, 200],
		]);
	});

	test('is sent on request: at once, again under its ID, with a wrong signature, without one, or too late', async () => {
		const { id, signature_key } = await subscribe();
		const [now] = await sandbox().deliver({ vendor: 'spry', event: 'appointment.updated' });
		expect(now).toMatchObject({ subscriptionId: id, status: 200, error: null });
		await sandbox().deliver({ vendor: 'spry', eventId: now!.eventId });
		await sandbox().deliver({ vendor: 'spry', signature: 'bad' });
		await sandbox().deliver({ vendor: 'spry', signature: 'none' });
		await sandbox().deliver({ vendor: 'spry', ageSeconds: 301 });
		const all = receiver.received;
		expect(all).toHaveLength(5);
		expect(new Set(all.map((one) => bodyOf(one).event_id))).toEqual(new Set([now!.eventId]));
		const isGood = all.map((one) => one.headers['x-sprypt-signature'] === signatureFor(one, signature_key));
		expect(isGood).toEqual([true, true, false, false, true]);
		expect(all[3]?.headers).not.toHaveProperty('x-sprypt-signature');
		expect(ageOf(all[4]!)).toBeGreaterThan(300);
		const [own] = await sandbox().deliver({ vendor: 'spry', event: 'case.created', data: { organisation_id: 77 } });
		expect(own?.status).toBe(200);
		expect(bodyOf(receiver.received.at(-1)).data).toEqual({ organisation_id: 77 });
	});

	test('is signed with the new key alone once the key was changed', async () => {
		const { id, signature_key } = await subscribe();
		const path = `${PATHS.subscription}/${String(id)}/rotate-secret`;
		const rotated = await good(path, undefined, 'POST');
		expect(rotated).toMatchObject({ id, signature_key: expect.any(String) });
		expect(rotated.signature_key).not.toBe(signature_key);
		await sandbox().deliver({ vendor: 'spry', event: 'case.created' });
		const [one] = receiver.received;
		expect(one?.headers['x-sprypt-signature']).toBe(signatureFor(one!, rotated.signature_key));
	});

	test('is sent by the test call of its subscription', async () => {
		const { id, signature_key } = await subscribe({ event_types: ['case.updated'] });
		await subscribe({ event_types: ['case.updated'] });
		await good(`${PATHS.subscription}/${String(id)}/test`, undefined, 'POST');
		const [one] = await receiver.waitFor(1);
		expect(bodyOf(one).event_type).toBe('case.updated');
		expect(one?.headers['x-sprypt-signature']).toBe(signatureFor(one!, signature_key));
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(receiver.received).toHaveLength(1);
	});

	test('never leaves this machine', async () => {
		await subscribe({ notification_url: 'https://hooks.carechain.example/spry' });
		const [delivery] = await sandbox().deliver({ vendor: 'spry', event: 'case.created' });
		expect(delivery).toMatchObject({ status: 0, error: expect.stringContaining('nothing was sent') });
	});

	test('is forgotten with its subscription when the sandbox is reset', async () => {
		await subscribe();
		await sandbox().deliver({ vendor: 'spry', event: 'case.created' });
		await sandbox().reset();
		expect(await sandbox().deliveries()).toEqual([]);
		await expect(sandbox().deliver({ vendor: 'spry' })).rejects.toThrow('no event yet');
		expect(await sandbox().deliver({ vendor: 'spry', event: 'case.created' })).toEqual([]);
	});

	test('is refused when the request makes no sense, and so is an unknown act', async () => {
		const deliver = (order: object) =>
			sandbox().deliver(order as Parameters<ReturnType<typeof sandbox>['deliver']>[0]);
		await expect(deliver({ vendor: 'spry', event: 'patient.deleted' })).rejects.toThrow('event must be one of');
		await expect(deliver({ vendor: 'medMitra', event: 'patient.created' })).rejects.toThrow('has no webhooks');
		await expect(deliver({ vendor: 'spry', event: 'case.created', to: receiver.url })).rejects.toThrow(
			'to is nothing',
		);
		const act = (name: string, input: Fields) => sandbox().act('spry', name, input);
		await expect(act('dance', {})).rejects.toThrow('must be one of changePatient');
		await expect(act('changePatient', { patient_id: 1, status: 'ACTIVE' })).rejects.toThrow('no patient 1');
		await expect(act('changePatient', { patient_id: PATIENT_ID, status: 'GONE' })).rejects.toThrow(
			'no status GONE',
		);
		await expect(act('cancelAppointment', { appointment_id: 1 })).rejects.toThrow('no appointment 1');
		await expect(sandbox().act('medMitra', 'changePatient', {})).rejects.toThrow('must be one of none');
	});
});

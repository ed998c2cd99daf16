import { create } from '../../../nodes/EkaCare/actions/case/create.operation.ts';
import { ekaCare } from '../../../nodes/EkaCare/vendor.ts';
import { rejectionOf } from '../kernel/support.mts';
import { answerOf, documented, failureFor, requestOf, wireFields } from './support.mts';

const seconds = (iso: string) => Date.parse(iso) / 1000;

describe('Eka Care Case: Create', () => {
	const CASE = { patientId: '175074536120088', displayName: 'Knee pain', occurredAt: '2027-01-15T09:30' };
	const request = (more: object = {}, rest: object = {}) =>
		requestOf(create, {
			parameters: { ...CASE, additionalFields: { ...more }, ...rest },
			timezone: 'Asia/Kolkata',
		});

	it('has every documented field with its values', () => {
		expect(wireFields(create.fields)).toEqual(
			documented({
				'display_name*': undefined,
				'occurred_at*': undefined,
				id: undefined,
				type: ['EM', 'IP', 'OP', 'HH'],
				hi_type: [
					'OPConsultation',
					'Prescription',
					'DischargeSummary',
					'DiagnosticReport',
					'ImmunizationRecord',
					'HealthDocumentRecord',
					'WellnessRecord',
				],
				partner_meta: undefined,
			}),
		);
	});

	it('sends all of it, the patient in the header and the time in seconds', async () => {
		const spec = await request({
			id: 'case-1',
			type: 'IP',
			hiType: 'Wellness Record',
			partnerMeta: '{"uhid": "A-1"}',
		});
		expect(spec).toMatchObject({
			method: 'POST',
			path: '/mr/api/v1/cases',
			headers: { 'X-Pt-Id': '175074536120088' },
			body: {
				id: 'case-1',
				display_name: 'Knee pain',
				occurred_at: seconds('2027-01-15T04:00:00Z'),
				type: 'IP',
				hi_type: 'WellnessRecord',
				partner_meta: { uhid: 'A-1' },
			},
		});
	});

	it('makes a new UUID for every case whose ID was left empty', async () => {
		const ids = await Promise.all([1, 2].map(async () => String((await request({ id: ' ' })).body?.id)));
		for (const id of ids)
			expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
		expect(new Set(ids).size).toBe(2);
	});

	it('sends a type also when none was chosen, because the vendor complains about a missing one', async () => {
		expect((await request()).body).toHaveProperty('type', 'OP');
	});

	it('takes a type that the list does not have', async () => {
		expect((await request({ type: 'DAYCARE' })).body?.type).toBe('DAYCARE');
	});

	it.each(['175\r\nauth: stolen', '175 088', 'आशा', '1'.repeat(129)])(
		'refuses the patient %j, which no header may hold',
		async (patientId) => {
			expect((await rejectionOf(requestOf(create, { parameters: { ...CASE, patientId } }))).field).toBe(
				'Patient',
			);
		},
	);

	it.each([
		['fail', undefined],
		['Fail the Item', undefined],
		['continue', true],
		['Continue', true],
	])('treats an ID that exists by the option %j', async (ifExists, goesOn) => {
		const spec = await request({ id: 'case-1' }, { options: { ifExists } });
		const conflict = answerOf(409, { error: 'Case Already Exist' });
		const failure = failureFor(ekaCare, create, conflict, spec);
		if (!goesOn) {
			expect(failure).toMatchObject({ kind: 'alreadyExists', httpStatus: 409 });
			return;
		}
		expect(failure).toBeUndefined();
		expect(create.output(conflict, { body: { id: 'case-1' } } as never)).toEqual({
			id: 'case-1',
			alreadyExisted: true,
		});
	});

	it('goes on after no other refusal', async () => {
		const spec = await request({ id: 'case-1' }, { options: { ifExists: 'continue' } });
		for (const status of [400, 404, 500])
			expect(failureFor(ekaCare, create, answerOf(status, {}), spec)).toBeDefined();
	});

	it('says that the case is new, and which it is', () => {
		expect(create.output(answerOf(200, { id: 'case-1' }), { body: {} } as never)).toEqual({
			id: 'case-1',
			alreadyExisted: false,
		});
	});

	it('does not call an answer without the ID of the case a success', async () => {
		expect(failureFor(ekaCare, create, answerOf(200, {}), await request())?.kind).toBe('malformed');
	});
});

import type { IDataObject } from 'n8n-workflow';

import { create as createAuthorization } from '../../../nodes/Spry/actions/authorization/create.operation.ts';
import { create as createBlock } from '../../../nodes/Spry/actions/block-time/create.operation.ts';
import { deleteSeries } from '../../../nodes/Spry/actions/block-time/deleteSeries.operation.ts';
import { update as updateBlock } from '../../../nodes/Spry/actions/block-time/update.operation.ts';
import { update as updateDoctor } from '../../../nodes/Spry/actions/doctor/update.operation.ts';
import { create as createPhysician } from '../../../nodes/Spry/actions/referring-physician/create.operation.ts';
import { create as createNote } from '../../../nodes/Spry/actions/soap-note/create.operation.ts';
import { create as createStaff } from '../../../nodes/Spry/actions/staff/create.operation.ts';
import type { RequestOperation } from '../../../nodes/shared/types.ts';
import { rejectionOf } from '../kernel/support.mts';
import { answerOf, requestOf, itemsOf } from './support.mts';

const refusedField = async (operation: RequestOperation, parameters: IDataObject) =>
	(await rejectionOf((async () => await requestOf(operation, { parameters }))())).field;

describe('Spry Block Time', () => {
	const block = { doctorId: 601, clinicId: 101, startsAt: '2027-01-15T12:00', endsAt: '2027-01-15T13:00' };

	it('is in UTC, whatever the time zone of the workflow', async () => {
		const spec = await requestOf(createBlock, { parameters: block, timezone: 'America/New_York' });
		expect(spec.body).toMatchObject({ starts_at: '2027-01-15T17:00:00', ends_at: '2027-01-15T18:00:00' });
	});

	it.each([
		[{ endsAt: '2027-01-15T12:00' }, 'End Time'],
		[{ additionalFields: { recurrenceFrequency: 'WEEKLY' } }, 'Days of Occurrence'],
		[{ additionalFields: { daysOfOccurrence: [8] } }, 'Days of Occurrence'],
		[{ additionalFields: { slotStartTime: 'noon' } }, 'Slot Start Time'],
		[{ additionalFields: { blockReason: 'coffee break!' } }, 'Block Reason'],
	])('refuses %j', async (more, field) => {
		expect(await refusedField(createBlock, { ...block, ...more })).toBe(field);
	});

	it('refuses an update that changes nothing', async () => {
		expect(await refusedField(updateBlock, { doctorBlockingScheduleId: 1 })).toBe('Update Fields');
		expect(await refusedField(updateDoctor, { doctorId: 1, updateFields: { about: '' } })).toBe('Update Fields');
	});

	it('looks for a single block by its times, and for a series not at all', () => {
		const body = {
			doctor_id: 601,
			clinic_id: 101,
			starts_at: '2027-01-15T12:00:00',
			ends_at: '2027-01-15T13:00:00',
		};
		const lookUp = createBlock.lookUp?.({ body } as never, 0);
		expect(lookUp?.request.query).toMatchObject({ doctor_id: [601], clinic_id: [101], start_date: '2027-01-15' });
		const found = { doctor_blocking_schedule_id: 9, starts_at: body.starts_at, ends_at: body.ends_at };
		const other = { ...found, ends_at: '2027-01-15T14:00:00' };
		const answer = (content: object[]) => answerOf(200, { code: 2000, data: { content } });
		expect(lookUp?.find(answer([other, found]))?.id).toBe(9);
		expect(lookUp?.find(answer([other]))).toBeUndefined();
		for (const more of [{ recurrence_frequency: 'WEEKLY' }, { doctor_ids: [602] }]) {
			expect(createBlock.lookUp?.({ body: { ...body, ...more } } as never, 0)).toBeUndefined();
		}
	});
});

describe('Spry Block Time: Delete Series', () => {
	const series = { blockIdentifier: '6f1c1f5e-0b7d-4a58-9a37-0d6f4f8c2b11', dateTime: '2027-01-15' };

	it.each([
		[{ startDateTime: '2027-01-01' }, 'Last Date'],
		[{ endDateTime: '2027-01-01' }, 'First Date'],
		[{ startDateTime: '2027-01-02', endDateTime: '2027-01-01' }, 'Last Date'],
	])('does not delete a whole series when %j was meant to be a part of it', async (filters, field) => {
		expect(await refusedField(deleteSeries, { ...series, filters })).toBe(field);
	});

	it('takes blocks that are gone for deleted only after an answer was lost', async () => {
		const spec = await requestOf(deleteSeries, { parameters: series });
		const gone = answerOf(400, { code: 4000, data: null, message: 'Block not found' });
		expect(spec.accepts?.(gone)).toBe(false);
		expect(spec.accepts?.({ ...gone, afterUnknown: true })).toBe(true);
		expect(spec.accepts?.({ ...answerOf(500, {}), afterUnknown: true })).toBe(false);
	});
});

describe('Spry Staff: Create', () => {
	const person = { username: 'henrik', password: 'Spring-Walk-27', roles: ['FRONT_DESK'] };

	it('wants to know of a doctor what kind of doctor it is', async () => {
		for (const role of ['DOCTOR', 'junior doctor']) {
			expect(await refusedField(createStaff, { ...person, roles: [role] })).toBe('Doctor Details');
		}
		expect((await requestOf(createStaff, { parameters: person })).body).toEqual({ user_details: person });
	});

	it.each(['Short-1', 'no-capital-1', 'NO-SMALL-1', 'No-Digit-', 'NoSpecial11', `Long-1${'x'.repeat(25)}`, 12345678])(
		'refuses the password %s without quoting it',
		async (password) => {
			const failure = await rejectionOf(
				(async () => await requestOf(createStaff, { parameters: { ...person, password } }))(),
			);
			expect(failure.field).toBe('Password');
			expect(JSON.stringify(failure)).not.toContain(String(password));
		},
	);
});

describe('Spry SOAP Note: Create', () => {
	it('wants the parent of an addendum, and sends none for another note', async () => {
		const note = { patientId: 1, type: 'ADDENDUM' };
		expect(await refusedField(createNote, note)).toBe('Parent Note ID');
		const { body } = await requestOf(createNote, { parameters: { ...note, type: 'FOLLOWUP_SOAP', parent: 'x' } });
		expect(body).toEqual({ patient_id: 1, type: 'FOLLOWUP_SOAP' });
	});
});

describe('Spry Referring Physician: Create', () => {
	it('takes the organisation of the credential, and asks Spry for nothing when it is given', async () => {
		const parameters = { firstName: 'Henrik', lastName: 'Osei' };
		const created = () => ({ code: 2000, data: { id: 5 } });
		const known = await itemsOf(createPhysician, { parameters, account: { organisationId: 77 } }, created);
		expect(known.sent.map(({ body }) => body)).toEqual([{ first_name: 'Henrik', last_name: 'Osei', org_id: 77 }]);
		const given = { ...parameters, additionalFields: { orgId: 78 } };
		const other = await itemsOf(createPhysician, { parameters: given, account: {} }, created);
		expect(other.sent.map(({ body }) => body)).toEqual([{ first_name: 'Henrik', last_name: 'Osei', org_id: 78 }]);
	});
});

describe('Spry Authorization: Create', () => {
	it('looks for an authorization with the same number that is not older than the request', () => {
		const sentAt = Date.parse('2027-01-15T09:30:00Z');
		const body = { spry_case_id: 'SPRY_CASE_1', authorization_reference_number: 'PA-1' };
		const lookUp = createAuthorization.lookUp?.({ body } as never, sentAt);
		const record = (created_date: string, number = 'PA-1') => ({
			authorization_id: `auth_${created_date}`,
			authorization_reference_number: number,
			created_date,
		});
		const find = (...data: object[]) => lookUp?.find(answerOf(200, { code: 2000, data }))?.id;
		expect(lookUp?.request.query).toEqual({ case_id: 'SPRY_CASE_1' });
		expect(find(record('2027-01-15T09:29:00Z'))).toBe('auth_2027-01-15T09:29:00Z');
		expect(find(record('2027-01-14T09:30:00Z'))).toBeUndefined();
		expect(find(record('2027-01-15T09:31:00Z', 'PA-2'))).toBeUndefined();
		expect(find(record('never'))).toBeUndefined();
	});
});

import { create as createPatient } from '../../../nodes/Spry/actions/patient/create.operation.ts';
import { spry } from '../../../nodes/Spry/vendor.ts';
import { rejectionOf } from '../kernel/support.mts';
import { answerOf, documented, failureFor, PRIVATE, requestOf, wireFields } from './support.mts';

const PATIENT = {
	firstName: 'Maria',
	lastName: 'Lindqvist',
	dateOfBirth: '1990-05-17',
	sex: 'FEMALE',
	clinicId: '101',
};
const patientWith = (more: object) =>
	requestOf(createPatient, { parameters: { ...PATIENT, additionalFields: { ...more } } });

describe('Spry Patient: Create', () => {
	it('has every documented field with its values', () => {
		expect(wireFields(createPatient.fields)).toEqual(
			documented({
				'first_name*': undefined,
				'last_name*': undefined,
				'date_of_birth*': undefined,
				'sex*': ['MALE', 'FEMALE', 'OTHER', 'OTHERS', 'UNDEFINED'],
				'clinic_id*': undefined,
				middle_name: undefined,
				alias: undefined,
				mobile: undefined,
				secondary_contact: undefined,
				email_address: undefined,
				address: undefined,
				'address.line1': undefined,
				'address.line2': undefined,
				'address.city': undefined,
				'address.state': undefined,
				'address.postal_code': undefined,
				status: ['CREATED', 'ACTIVE', 'INACTIVE', 'DELETED', 'LEAD', 'DISCHARGED'],
			}),
		);
	});

	it('sends all of it in the types of the vendor', async () => {
		const address = { line1: '12 Harbor Street', line2: '4B', city: 'Boston', state: 'ma', postalCode: '02115' };
		const spec = await patientWith({
			middleName: 'Elena',
			alias: 'Mia',
			mobile: '617-555-0100',
			secondaryContact: 6175550199,
			emailAddress: 'maria@example.com',
			address: { details: address },
			status: 'Lead',
		});
		expect(spec).toMatchObject({
			method: 'POST',
			path: '/apis/v1/patient',
			body: {
				first_name: 'Maria',
				last_name: 'Lindqvist',
				date_of_birth: '1990-05-17',
				sex: 'FEMALE',
				clinic_id: 101,
				middle_name: 'Elena',
				alias: 'Mia',
				mobile: '617-555-0100',
				secondary_contact: '6175550199',
				email_address: 'maria@example.com',
				address: { line1: '12 Harbor Street', line2: '4B', city: 'Boston', state: 'MA', postal_code: '02115' },
				status: 'LEAD',
			},
		});
	});

	it.each([
		['mobile', '12345678901234567', 'Mobile'],
		['mobile', 'call me', 'Mobile'],
		['secondaryContact', '12', 'Secondary Contact'],
		['emailAddress', 'maria@', 'Email Address'],
		['emailAddress', 'maria example.com', 'Email Address'],
		['status', 'ARCHIVED', 'Status'],
	])('refuses %s %j by its name', async (name, value, field) => {
		expect((await rejectionOf(patientWith({ [name]: value }))).field).toBe(field);
	});

	it.each(['1234567890123456', '+1 (617) 555-0100', '617.555.0100'])(
		'takes the telephone number %j of at most 16 digits',
		async (mobile) => {
			expect((await patientWith({ mobile })).body).toMatchObject({ mobile });
		},
	);

	it('judges a long text that is no telephone number without delay', async () => {
		const started = Date.now();
		await rejectionOf(patientWith({ mobile: `${'1-'.repeat(50_000)}x` }));
		expect(Date.now() - started).toBeLessThan(500);
	});

	it.each(['ZZ', 'M', 'Mass.', '12', 'MAA'])(
		'refuses the state %j, which the US postal service does not have',
		async (state) => {
			expect((await rejectionOf(patientWith({ address: { details: { state } } }))).field).toBe('Address > State');
		},
	);

	it.each(['sex', 'clinicId', 'dateOfBirth', 'firstName', 'lastName'])('refuses an item without %s', async (name) => {
		const failure = await rejectionOf(requestOf(createPatient, { parameters: { ...PATIENT, [name]: '' } }));
		expect(failure.message).toMatch(/ is empty$/);
	});

	it('takes 2301 for a success besides 2000, and says which it was', async () => {
		const spec = await patientWith({});
		for (const [code, alreadyExisted] of [
			[2000, false],
			[2301, true],
		] as const) {
			const answer = answerOf(200, { code, data: { patient_id: 7, first_name: 'Maria' }, message: '' });
			expect(failureFor(spry, createPatient, answer, spec)).toBeUndefined();
			expect(createPatient.output(answer, {} as never)).toEqual({
				patient_id: 7,
				first_name: 'Maria',
				alreadyExisted,
			});
		}
	});

	it.each([400, 500, 503])('does not take the code 2301 for a success when the status is %d', async (status) => {
		const answer = answerOf(status, { code: 2301, data: null, message: PRIVATE });
		expect(failureFor(spry, createPatient, answer, await patientWith({}))).toBeDefined();
	});

	it.each([2000, 2301])(
		'does not call the code %d without a patient a success, for the next node would have no ID',
		async (code) => {
			const answer = answerOf(200, { code, data: null, message: '' });
			expect(failureFor(spry, createPatient, answer, await patientWith({}))?.kind).toBe('malformed');
		},
	);
});

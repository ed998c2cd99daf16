import type { INodeParameters } from 'n8n-workflow';

import { spry } from '../../sandbox/seed.mts';
import { openClinic, type Clinic } from '../support/clinic.mts';
import { callSpry, newCase, patientId } from '../support/operations/spry-support.mts';

/** What the editor shows in the lists of Spry's locators. */

const TYPE = 'n8n-nodes-carechain.spry';
const [boston, springfield] = spry.clinics;
const [oakenshaw, , lindqvane] = spry.doctors;
const [firstCard, secondCard] = spry.insuranceCards;
const picked = (value: unknown) => ({ __rl: true, mode: 'id', value }) as never;

let clinic: Clinic;

beforeAll(async () => {
	clinic = await openClinic();
}, 180_000);
afterAll(async () => await clinic.close());
beforeEach(async () => {
	await clinic.sandbox.reset();
});

interface Asked {
	filter?: string;
	parameters?: INodeParameters;
	credentials?: Parameters<Clinic['engine']['search']>[0]['node']['credentials'];
}

async function list(method: string, { filter, parameters = {}, credentials }: Asked = {}) {
	const { results } = await clinic.engine.search({
		method,
		filter,
		node: {
			type: TYPE,
			parameters: { authentication: 'oAuth2', resource: 'patient', operation: 'create', ...parameters },
			credentials: credentials ?? { spryOAuth2Api: clinic.credentials.spryOAuth2Api ?? {} },
		},
	});
	return results;
}

async function token() {
	const { token: jwt } = await clinic.sandbox.mintToken('spry');
	return { spryApi: { environment: 'custom', baseUrl: clinic.sandbox.spry, jwt } };
}

const clinicsByName = [
	{ name: `${boston?.name} (${boston?.id})`, value: boston?.id },
	{ name: `${springfield?.name} (${springfield?.id})`, value: springfield?.id },
];

describe('the list of clinics', () => {
	it('has those of the credential, by name, also before the first sign-in', async () => {
		expect(await list('searchClinics')).toEqual(clinicsByName);
	});

	it('knows them from the stored login as well', async () => {
		const credential = await clinic.engine.addCredential(
			'spryOAuth2Api',
			clinic.credentials.spryOAuth2Api ?? ({} as never),
		);
		await list('searchClinics', { credentials: { spryOAuth2Api: credential } });
		await clinic.sandbox.clearRequests();
		expect(await list('searchClinics', { credentials: { spryOAuth2Api: credential } })).toEqual(clinicsByName);
		const called = (await clinic.sandbox.requests('spry')).map(({ operationId }) => operationId);
		expect(called).toEqual(['listAppointmentCategories', 'listAppointmentCategories']);
	});

	it('is narrowed down by what is typed, in any case, in name or number', async () => {
		expect(await list('searchClinics', { filter: ' springFIELD ' })).toEqual(clinicsByName.slice(1));
		expect(await list('searchClinics', { filter: '101' })).toEqual(clinicsByName.slice(0, 1));
		expect(await list('searchClinics', { filter: 'Paris' })).toEqual([]);
	});

	it('takes the names from the record of the doctor who is chosen', async () => {
		const parameters = { resource: 'appointment', operation: 'create', doctorId: picked(String(oakenshaw?.id)) };
		await clinic.sandbox.clearRequests();
		expect(await list('searchClinics', { parameters })).toEqual(clinicsByName);
		const called = (await clinic.sandbox.requests('spry')).map(({ operationId }) => operationId);
		expect(called).toContain('getDoctor');
		expect(called).not.toContain('listAppointmentCategories');
	});

	it('is there as well when the chosen doctor is not', async () => {
		const parameters = { resource: 'appointment', operation: 'create', doctorId: picked('123456') };
		expect(await list('searchClinics', { parameters })).toEqual(clinicsByName);
	});

	it('shows numbers where no name is known', async () => {
		await clinic.sandbox.faults({
			vendor: 'spry',
			operationId: 'listAppointmentCategories',
			kind: 'error-envelope',
			times: 0,
		});
		expect(await list('searchClinics')).toEqual([
			{ name: `Clinic ${boston?.id}`, value: boston?.id },
			{ name: `Clinic ${springfield?.id}`, value: springfield?.id },
		]);
	});

	it('has those of the chosen doctor when the token tells none, and else says so', async () => {
		const parameters = {
			authentication: 'jwt',
			resource: 'appointment',
			operation: 'create',
			doctorId: picked(lindqvane?.id),
		};
		expect(await list('searchClinics', { parameters, credentials: await token() })).toEqual(clinicsByName.slice(1));
		const without = list('searchClinics', { parameters: { authentication: 'jwt' }, credentials: await token() });
		await expect(without).rejects.toMatchObject({
			message: 'The token of the Spry credential does not say which clinics it may use',
			description: 'Give the clinic by its ID.',
		});
	});
});

describe('the list of specializations', () => {
	const all = [...spry.specializations].sort().map((name) => ({ name, value: name }));

	it('has those of the organisation, whichever way the token came', async () => {
		expect(await list('searchSpecializations')).toEqual(all);
		const parameters = { authentication: 'jwt' };
		expect(await list('searchSpecializations', { parameters, credentials: await token() })).toEqual(all);
	});

	it('is narrowed down by what is typed', async () => {
		expect(await list('searchSpecializations', { filter: 'ped' })).toEqual([
			{ name: 'PEDIATRIC', value: 'PEDIATRIC' },
		]);
	});
});

describe('the list of ICD codes', () => {
	it('has what Spry finds for the words typed, and gives the code', async () => {
		expect(await list('searchIcdCodes', { filter: 'left knee' })).toEqual(
			spry.icdCodes
				.filter(({ description }) => description.includes('left knee'))
				.map(({ code, description }) => ({ name: `${code}, ${description}`, value: code })),
		);
	});

	it('asks for nothing before something is typed', async () => {
		await clinic.sandbox.clearRequests();
		expect(await list('searchIcdCodes')).toEqual([]);
		expect(await clinic.sandbox.requests('spry')).toEqual([]);
	});
});

describe('the list of insurance cards', () => {
	const cards = [
		{
			name: `${secondCard?.insurance_payer.name}, ${secondCard?.plan_name}, ${secondCard?.insurance_number}`,
			value: secondCard?.insurance_card_id,
		},
		{
			name: `${firstCard?.insurance_payer.name}, ${firstCard?.plan_name}, ${firstCard?.insurance_number}`,
			value: firstCard?.insurance_card_id,
		},
	];

	it('has those of the chosen patient', async () => {
		const parameters = { resource: 'case', operation: 'create', patientId: picked(` ${patientId} `) };
		expect(await list('searchInsuranceCards', { parameters })).toEqual(cards);
		expect(await list('searchInsuranceCards', { parameters, filter: 'harbor' })).toEqual(cards);
		expect(await list('searchInsuranceCards', { parameters, filter: 'mutual' })).toEqual(cards.slice(1));
	});

	it('has those of the patient of the chosen case', async () => {
		const { spry_case_id } = await newCase(clinic.sandbox, 0);
		const parameters = { resource: 'case', operation: 'update', caseId: picked(spry_case_id) };
		expect(await list('searchInsuranceCards', { parameters })).toEqual(cards);
	});

	it('is empty for a patient without cards', async () => {
		const { patient_id } = await callSpry(clinic.sandbox, '/apis/v1/patient', {
			first_name: 'Perpetua',
			last_name: 'Samplewright',
			date_of_birth: '1971-02-03',
			sex: 'FEMALE',
			clinic_id: 101,
		});
		const parameters = { resource: 'case', operation: 'create', patientId: picked(patient_id) };
		expect(await list('searchInsuranceCards', { parameters })).toEqual([]);
	});

	it.each(['', '={{ $json.patient }}'])('says what to choose first when the patient is %j', async (value) => {
		const parameters = { resource: 'case', operation: 'create', patientId: picked(value) };
		await expect(list('searchInsuranceCards', { parameters })).rejects.toMatchObject({
			message: 'Without a patient there are no insurance cards to choose from',
		});
	});

	it('says in our words what Spry refuses', async () => {
		const parameters = { resource: 'case', operation: 'create', patientId: picked(123456) };
		await expect(list('searchInsuranceCards', { parameters })).rejects.toMatchObject({
			message: expect.stringMatching(/^Spry refused the data \(HTTP 400, code 4000\)$/),
		});
	});
});

describe('the list of appointment categories', () => {
	const parameters = { resource: 'appointment', operation: 'create', clinicId: picked(boston?.id) };

	it('has those that the chosen clinic offers, with their length', async () => {
		expect(await list('searchAppointmentCategories', { parameters })).toEqual([
			{ name: 'Follow-up, 30 minutes', value: 202 },
			{ name: 'Initial evaluation, 60 minutes', value: 201 },
			{ name: 'Telehealth, 30 minutes', value: 203 },
		]);
	});

	it('says what to choose first', async () => {
		const without = { ...parameters, clinicId: picked('') };
		await expect(list('searchAppointmentCategories', { parameters: without })).rejects.toMatchObject({
			message: 'Without a clinic there are no categories to choose from',
		});
	});
});

it('offers every list that a locator asks for, and no other', () => {
	const { description, methods } = clinic.engine.nodeType(TYPE);
	const asked = JSON.stringify(description.properties).matchAll(/"searchListMethod":"(\w+)"/g);
	const names = [...new Set([...asked].map(([, name]) => name))];
	expect(Object.keys(methods?.listSearch ?? {})).toEqual(expect.arrayContaining(names));
	expect(names).toHaveLength(Object.keys(methods?.listSearch ?? {}).length);
});

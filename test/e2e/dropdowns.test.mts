import { makeCloser } from '../../tools/closer.mts';
import { demoCredentials } from '../../tools/credentials.mts';
import type { CredentialReference } from '../../tools/n8n-client.mts';
import type { Stack } from '../../tools/stack.mts';
import { ekaCare, spry } from '../../sandbox/seed.mts';
import { START_LIMIT, startChain, STOP_LIMIT } from './chain.mts';

const closer = makeCloser();
let chain: Stack;
const stored = new Map<string, CredentialReference>();

beforeAll(async () => {
	chain = await startChain(closer);
	for (const { type, name, data } of demoCredentials(chain.sandbox)) {
		const reference = await chain.client.createCredential(type, name, data);
		stored.set(type, reference);
		// The test signs in, so that a list finds a login as it does for a person who has just saved the credential.
		await chain.client.testCredential(type, data, reference);
	}
}, START_LIMIT);

afterAll(async () => {
	await closer.close();
}, STOP_LIMIT);

interface Entry {
	name: string;
	value: string | number;
}

const CREDENTIALS = {
	spry: 'spryOAuth2Api',
	ekaCare: 'ekaCareApi',
	medMitra: 'medMitraApi',
};

async function search(
	node: keyof typeof CREDENTIALS,
	methodName: string,
	parameters: Record<string, unknown> = {},
	filter?: string,
): Promise<Entry[]> {
	const type = CREDENTIALS[node];
	const { results } = (await chain.client.dynamicParameter('resource-locator-results', {
		path: 'parameters.any',
		nodeTypeAndVersion: { name: `n8n-nodes-carechain.${node}`, version: 1 },
		// The editor sends what the person has filled in so far.
		currentNodeParameters: { ...(node === 'spry' ? { authentication: 'oAuth2' } : {}), ...parameters },
		credentials: { [type]: stored.get(type) },
		methodName,
		filter,
	})) as { results: Entry[] };
	return results;
}

const byId = (value: string | number) => ({ __rl: true, mode: 'id', value: String(value) });
const patientId = byId(spry.existingPatient.patient_id);
const [icd] = spry.icdCodes;
const [patient] = ekaCare.patients;

describe('a list in the editor', () => {
	it.each([
		['spry', 'searchClinics', {}, undefined],
		['spry', 'searchSpecializations', {}, undefined],
		['spry', 'searchIcdCodes', {}, icd?.code],
		['spry', 'searchInsuranceCards', { patientId }, undefined],
		['spry', 'searchAppointmentCategories', { clinicId: byId(101) }, undefined],
		['ekaCare', 'searchDoctors', {}, undefined],
		['ekaCare', 'searchClinics', {}, undefined],
		['ekaCare', 'searchPatients', {}, patient?.mobile],
	] as const)('of %s is filled by %s', async (node, method, parameters, filter) => {
		const found = await search(node, method, parameters, filter);
		expect(found.length).toBeGreaterThan(0);
		for (const { name, value } of found) {
			expect(String(name)).toMatch(/\S/);
			expect(String(value)).toMatch(/\S/);
		}
	});

	it('shows no more than what was typed asks for', async () => {
		expect(await search('ekaCare', 'searchDoctors', {}, 'nobody is called this')).toEqual([]);
		expect(await search('spry', 'searchSpecializations', {}, 'nothing is called this')).toEqual([]);
	});

	it('says in our words why it is empty', async () => {
		await expect(search('spry', 'searchInsuranceCards', { patientId: byId(987_654) })).rejects.toThrow(/Spry/);
	});
});

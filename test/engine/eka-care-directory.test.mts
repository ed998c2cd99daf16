import { ekaCare } from '../../sandbox/seed.mts';
import { openClinic, type Clinic } from '../support/clinic.mts';
import { operationCases } from '../support/operations.mts';
import type { OperationCase } from '../support/operations/types.mts';

let clinic: Clinic;

beforeAll(async () => {
	clinic = await openClinic();
}, 180_000);
afterAll(async () => await clinic.close());

function operation(resource: string, name: string): OperationCase {
	const found = operationCases.find(
		(one) => one.folder === 'EkaCare' && one.resource === resource && one.operation === name,
	);
	if (!found) throw new Error(`There is no case for ${resource}: ${name}`);
	return found;
}

const upsert = operation('patient', 'upsert');
const NEWCOMER = { json: { first: 'Asha', gender: 'F', born: '1990-05-17', username: 'PAT-NEW' } };
const options = { timeout: 600, maxAttempts: 3 };

describe('Create or Update of a patient', () => {
	beforeEach(async () => await clinic.reset(upsert));

	const patients = async () => (await clinic.sandbox.state()).eka_patient ?? [];

	it('creates the patient that nobody has the username of, and updates it the next time', async () => {
		const before = (await patients()).length;
		const first = await clinic.run(upsert, [NEWCOMER]);
		expect(first.items[0]?.json).toMatchObject({ username: 'PAT-NEW', created: true });
		const again = await clinic.run(upsert, [{ json: { ...NEWCOMER.json, first: 'Asha Devi' } }]);
		expect(again.items[0]?.json).toEqual({ ...first.items[0]?.json, created: false });
		expect(await patients()).toHaveLength(before + 1);
	});

	it('creates it once when the answer is lost', async () => {
		const before = (await patients()).length;
		await clinic.sandbox.faults({ vendor: 'ekaCare', operationId: 'createPatient', kind: 'reset-after' });
		const result = await clinic.run(upsert, [NEWCOMER], { parameters: { options } });
		expect(result.error).toBeUndefined();
		expect(result.items[0]?.json).toMatchObject({ oid: expect.any(String), created: true });
		expect(await patients()).toHaveLength(before + 1);
	});
});

describe('what is gone', () => {
	it.each([
		['patient', 'archive'],
		['doctor', 'delete'],
		['clinic', 'delete'],
	])('counts as done when the answer to %s: %s was lost, and is an error otherwise', async (resource, name) => {
		const removing = operation(resource, name);
		await clinic.reset(removing);
		const { vendor, operationId } = removing;
		await clinic.sandbox.faults({ vendor, operationId, kind: 'reset-after' });
		const lost = await clinic.run(removing, [removing.good(0)], { parameters: { options } });
		expect(lost.error).toBeUndefined();
		expect(lost.items[0]?.json).toMatchObject(removing.output(0));
		const again = await clinic.run(removing, [removing.good(0)]);
		expect(again.error?.httpCode).toBe('404');
	});
});

describe('a doctor with the profile', () => {
	const get = operation('doctor', 'get');
	const withProfile = { options: { includeProfile: true } };
	beforeEach(async () => await clinic.reset(get));

	it("is found by the caller's own id, too", async () => {
		const [doctor] = ekaCare.doctors;
		const row = { json: { id: doctor?.partnerId ?? '' } };
		const result = await clinic.run(get, [row], { parameters: withProfile });
		expect(result.items[0]?.json).toMatchObject({
			id: doctor?.id,
			profile: { personal: { first_name: 'Leonie' }, professional: { active: true } },
		});
	});

	it('that does not exist is no failure of the server, which is what its status says', async () => {
		const services = operation('doctor', 'getServices');
		const result = await clinic.run(services, [{ json: { id: '999' } }]);
		expect(result.error?.message).toMatch(/finds nothing for this ID.* \(HTTP 500, code INVALID_DATA\)/);
		expect(result.error?.description).toBe('Check the ID of the doctor.');
		expect(await clinic.requestsOf(services)).toHaveLength(1);
	});
});

it('gives a clinic with its address in parts', async () => {
	const get = operation('clinic', 'get');
	await clinic.reset(get);
	const parameters = { options: { includeLocation: true } };
	const result = await clinic.run(get, [get.good(0)], { parameters });
	expect(result.items[0]?.json.location).toMatchObject({ city: 'Boston', pincode: '021090' });
});

it('gives everybody with a shared number, and nobody for an unknown one', async () => {
	const find = operation('patient', 'getByMobile');
	await clinic.reset(find);
	const rows = [{ json: { mobile: ekaCare.patients[0]?.mobile ?? '' } }, { json: { mobile: '+919811111111' } }];
	const result = await clinic.run(find, rows);
	expect(result.error).toBeUndefined();
	expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
});

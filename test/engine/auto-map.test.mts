import type { IDataObject } from 'n8n-workflow';

import { openClinic, type Clinic } from '../support/clinic.mts';
import { builtOperation, operationCases } from '../support/operations.mts';
import { spryPatientCreate } from '../support/operations/spry-patient-create.mts';
import type { OperationCase } from '../support/operations/types.mts';

let clinic: Clinic;

beforeAll(async () => {
	clinic = await openClinic();
}, 180_000);
afterAll(async () => await clinic.close());
beforeEach(async () => await clinic.sandbox.reset());

function camelKeys(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(camelKeys);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [
			name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
			// Free objects of the person keep their keys; so do the cards, which are passed on as they are.
			/meta$|custom_attributes|insurance_card_list/.test(name) ? entry : camelKeys(entry),
		]),
	);
}

async function sent(operation: OperationCase) {
	const [request] = await clinic.requestsOf(operation);
	return request?.parts?.map(({ name, filename, text }) => ({ name, filename, text })) ?? request?.body;
}

const mapping = operationCases.filter((operation) => builtOperation(operation).maps === true);

const named = mapping.flatMap((operation) =>
	operation.complete.map((complete) => ({
		operation,
		complete,
		name: `${operation.folder} ${operation.resource}: ${operation.operation}, ${complete.name}`,
	})),
);

describe.each(named)('$name', ({ operation, complete }) => {
	beforeEach(async () => await clinic.reset(operation));

	const auto = { resource: operation.resource, operation: operation.operation, mappingMode: 'autoMapInputData' };

	const switches = Object.fromEntries(
		builtOperation(operation)
			.fields.filter(({ isSwitch, name }) => isSwitch === true && complete.parameters[name] !== undefined)
			.map(({ name }) => [name, complete.parameters[name]]),
	);

	async function runMapped(json: IDataObject, unknownFields = 'refuse') {
		const node = {
			type: operation.node,
			credentials: { [typeOf(operation)]: clinic.credentials[typeOf(operation)] ?? {} },
			parameters: {
				...auto,
				...switches,
				options: { unknownFields },
			},
		};
		const items = await clinic.itemsOf([{ ...complete.row, json }]);
		return await clinic.engine.run({ node, items, timezone: 'Asia/Kolkata' });
	}

	it('sends the same when the item has the fields under the names of the vendor or in camelCase', async () => {
		const first = await clinic.run(operation, [complete.row], {
			parameters: complete.parameters,
			timezone: 'Asia/Kolkata',
		});
		expect(first.error).toBeUndefined();
		const wanted = await sent(operation);

		for (const names of [(item: unknown) => item, camelKeys]) {
			await clinic.reset(operation);
			// What is made before a test may have other IDs each time.
			const item = operation.mapsFrom?.(wanted as IDataObject) ?? wanted;
			const result = await runMapped(names(item) as IDataObject);
			expect(result.error?.message).toBeUndefined();
			expect(await sent(operation)).toEqual(wanted);
		}
	});

	it('refuses an item with names it does not know when told to, and names them', async () => {
		const json = { ...complete.row.json, favourite_colour: 'green' };
		const { error } = await runMapped(json);
		expect(error?.message).toContain('"Item" has fields that this operation does not know');
		expect(error?.description).toContain('favourite_colour');
		expect(await clinic.requestsOf(operation)).toEqual([]);
	});
});

it('maps without evaluating an expression and ignores unknown names unless told otherwise', async () => {
	const json = {
		first_name: 'Adair',
		lastName: 'Testberry',
		date_of_birth: '1980-03-10',
		sex: 'female',
		clinicId: '101',
		row: 7,
	};
	const { items, error } = await clinic.run(spryPatientCreate, [{ json }, { json: { ...json, first_name: 'Bo' } }], {
		parameters: { mappingMode: 'autoMapInputData', firstName: '={{ $json.nothing.at.all }}' },
	});
	expect(error).toBeUndefined();
	expect(items.map((item) => item.json.first_name)).toEqual(['Adair', 'Bo']);
});

it('makes the same checks on mapped fields, with the name of the field', async () => {
	const json = { first_name: 'Adair', last_name: 'T', date_of_birth: 'tomorrow', sex: 'FEMALE', clinic_id: 101 };
	const { error } = await clinic.run(spryPatientCreate, [{ json }], {
		parameters: { mappingMode: 'autoMapInputData' },
	});
	expect(error?.message).toBe('"Date of Birth" is not a date [Item 0]');
});

function typeOf({ vendor }: OperationCase): string {
	return { spry: 'spryOAuth2Api', ekaCare: 'ekaCareApi', medMitra: 'medMitraApi' }[vendor];
}

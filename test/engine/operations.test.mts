import type { IDataObject } from 'n8n-workflow';

import type { SavedError } from '../support/engine.mts';
import { openClinic, type Clinic } from '../support/clinic.mts';
import { guardNames } from '../support/known-names.mts';
import { operationCases } from '../support/operations.mts';

let clinic: Clinic;

beforeAll(async () => {
	guardNames();
	clinic = await openClinic();
}, 180_000);
afterAll(async () => await clinic.close());
const named = operationCases.map((entry) => ({
	...entry,
	name: `${entry.folder} ${entry.resource}: ${entry.operation}`,
}));

describe.each(named)('$name', (operation) => {
	const { good, unsendable, refused, output } = operation;
	const made = operation.table === undefined ? 0 : 1;
	beforeEach(async () => {
		await clinic.reset(operation);
		await clinic.sandbox.settings(refused?.settings ?? {});
	});

	it('carries out three items, in order, each paired with the item it came from', async () => {
		const before = await clinic.recordsOf(operation);
		const result = await clinic.run(operation, [good(0), good(1), good(2)]);

		expect(result.error).toBeUndefined();
		expect(result.items.map(({ json, pairedItem }) => ({ json, pairedItem }))).toEqual(
			[0, 1, 2].map((item) => ({
				json: expect.objectContaining(output(item)) as IDataObject,
				pairedItem: { item },
			})),
		);
		expect(await clinic.recordsOf(operation)).toBe(before + 3 * made);
	});

	it('reads the credential once, whatever the number of items', async () => {
		const result = await clinic.run(operation, [good(0), good(1), good(2), good(3)]);
		expect(result.error).toBeUndefined();
		expect(result.decryptions).toBe(1);
	});

	if (unsendable) {
		it('stops at an item whose value cannot be sent, naming the field and the item, and sends nothing for it', async () => {
			const result = await clinic.run(operation, [good(0), unsendable.row(1), good(2)]);

			expect(result.error?.message).toMatch(unsendable.message);
			expect(result.error?.message).toMatch(/\[Item 1\]$/);
			expect(result.error?.description).toBeTruthy();
			expect(result.error?.context?.itemIndex).toBe(1);
			expect(result.items).toEqual([]);
			expect(await clinic.requestsOf(operation)).toHaveLength(1);
		});

		it('goes on after such an item when told to continue, and says which one it was', async () => {
			const before = await clinic.recordsOf(operation);
			const rows = [good(0), unsendable.row(1), good(2)];
			const result = await clinic.run(operation, rows, { onError: 'continueRegularOutput' });

			expect(result.error).toBeUndefined();
			expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
			expect(result.items[0]?.json).toMatchObject(output(0));
			expect(result.items[1]?.json).toEqual({
				error: expect.stringMatching(unsendable.message),
				message: expect.any(String),
				details: { kind: 'input', field: unsendable.field, itemIndex: 1 },
			});
			expect(result.items[2]?.json).toMatchObject(output(2));
			expect(await clinic.requestsOf(operation)).toHaveLength(2);
			expect(await clinic.recordsOf(operation)).toBe(before + 2 * made);
		});
	}

	if (refused) {
		it('says what the vendor refused and what to check, without the words of the vendor', async () => {
			const result = await clinic.run(operation, [refused.row(0)]);

			expect(result.error?.message).toMatch(refused.message);
			expect(result.error?.message).toMatch(/\[Item 0\]$/);
			expect(result.error?.description).toMatch(refused.description);
			expect(result.error?.httpCode).toBe(String(refused.httpStatus));
			const { message, description, context, messages } = result.error ?? ({} as SavedError);
			expect(JSON.stringify({ message, description, context, messages })).not.toMatch(refused.vendorWords);
		});

		it('puts a refused item on the error branch and the others on the main one', async () => {
			const rows = [good(0), refused.row(1), good(2)];
			const result = await clinic.run(operation, rows, { onError: 'continueErrorOutput' });

			expect(result.error).toBeUndefined();
			expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
			expect(result.errorItems).toHaveLength(1);
			const [failed] = result.errorItems;
			expect(failed?.pairedItem).toEqual({ item: 1 });
			expect(failed?.json).toMatchObject({
				error: expect.stringMatching(refused.message),
				message: expect.stringMatching(refused.description),
				details: expect.objectContaining({ itemIndex: 1, httpStatus: refused.httpStatus }),
			});
			if (refused.vendorCode) expect(failed?.json).toMatchObject({ details: { vendorCode: refused.vendorCode } });
		});
	}

	it('keeps tokens and secrets out of everything that n8n saves', async () => {
		const rows = [good(0), refused?.row(1) ?? good(1), unsendable?.row(2) ?? good(2)];
		const { serialised, credentials } = await clinic.run(operation, rows, { onError: 'continueRegularOutput' });
		const secrets = JSON.stringify(credentials).match(/eyJ[\w-]+\.[\w-]+\.[\w-]+|demo-[a-z]+-secret/g) ?? [];
		expect(secrets.length > 0 || operation.vendor === 'medMitra').toBe(true);
		for (const secret of secrets) expect(serialised).not.toContain(secret);
	});
});

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { openClinic, type Clinic } from '../support/clinic.mts';
import { projectRoot } from '../support/engine.mts';
import { operationCases } from '../support/operations.mts';
import type { OperationCase } from '../support/operations/types.mts';
import { schemaOf, strangersTo, type OutputSchema } from '../support/schema.mts';

/** Set to write the schemas anew from what the sandbox answers; look at the difference before you commit it. */
const IS_WRITING = process.env.CARECHAIN_WRITE_SCHEMAS === '1';

/** Free to each clinic: their names are data. */
const FREE = /^(custom_attributes|meta|partner_meta|metadata)$/;

let clinic: Clinic;

beforeAll(async () => {
	clinic = await openClinic();
}, 180_000);
afterAll(async () => await clinic.close());

/** An operation that takes any call gives any output, which no schema can tell. */
const described = operationCases.filter(({ resource }) => resource !== 'custom');
const named = described.map((entry) => ({ ...entry, name: `${entry.folder} ${entry.resource}: ${entry.operation}` }));

const fileOf = ({ folder, resource, operation }: OperationCase) =>
	join(projectRoot, 'nodes', folder, '__schema__', 'v1.0.0', resource, `${operation}.json`);

/** What the operation gives: for the least and for the most that can be filled in. */
async function outputsOf(operation: OperationCase): Promise<unknown[]> {
	const outputs: unknown[] = [];
	for (const at of [-1, ...operation.complete.keys()]) {
		await clinic.reset(operation);
		// Only now, because rows may name what was made ready.
		const { row, parameters = {} } = operation.complete[at] ?? { row: operation.good(0) };
		const result = await clinic.run(operation, [row], {
			parameters: { ...parameters, output: 'simplified' },
			timezone: 'Asia/Kolkata',
		});
		expect(result.error?.message).toBeUndefined();
		outputs.push(...result.items.map(({ json }) => json));
	}
	return outputs;
}

function withoutFree(schema: OutputSchema): OutputSchema {
	const properties = Object.entries(schema.properties ?? {}).map(([name, inner]) => [
		name,
		FREE.test(name) ? { type: inner.type } : withoutFree(inner),
	]);
	return {
		...schema,
		...(schema.properties ? { properties: Object.fromEntries(properties) } : {}),
		...(schema.items ? { items: withoutFree(schema.items) } : {}),
	};
}

describe.each(named)('the output schema of $name', (operation) => {
	it('knows everything that the sandbox answers', async () => {
		const outputs = await outputsOf(operation);
		const file = fileOf(operation);
		if (IS_WRITING) {
			mkdirSync(dirname(file), { recursive: true });
			writeFileSync(file, `${JSON.stringify({ ...withoutFree(schemaOf(outputs)), version: 1 }, null, '\t')}\n`);
		}
		expect(existsSync(file)).toBe(true);
		const schema = JSON.parse(readFileSync(file, 'utf8')) as OutputSchema;
		expect(outputs.length).toBeGreaterThan(0);
		expect(
			outputs
				.flatMap((output) => strangersTo(schema, output))
				.filter((path) => !/\.(custom_attributes|meta|partner_meta|metadata)\./.test(path)),
		).toEqual([]);
		expect(Object.keys(schema.properties ?? {}).length).toBeGreaterThan(0);
	});
});

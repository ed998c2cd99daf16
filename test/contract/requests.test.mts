import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse } from 'yaml';

import type { RecordedRequest } from '../../sandbox/types.mts';
import { openClinic, type Clinic } from '../support/clinic.mts';
import { projectRoot } from '../support/engine.mts';
import { guardNames } from '../support/known-names.mts';
import { operationCases } from '../support/operations.mts';
import type { OperationCase } from '../support/operations/types.mts';

const CONTRACTS = { spry: 'spry.yaml', ekaCare: 'eka-care.yaml', medMitra: 'med-mitra.yaml' };
const named = operationCases.map((entry) => ({
	...entry,
	name: `${entry.folder} ${entry.resource}: ${entry.operation}`,
}));

interface Schema {
	$ref?: string;
	properties?: Record<string, Schema>;
	items?: Schema;
	allOf?: Schema[];
	anyOf?: Schema[];
	oneOf?: Schema[];
}

interface Parameter {
	in: string;
	name: string;
}

let clinic: Clinic;

beforeAll(async () => {
	guardNames();
	clinic = await openClinic();
}, 180_000);
afterAll(async () => await clinic.close());

it('has a case for every operation of the package', () => {
	const load = createRequire(join(projectRoot, 'package.json'));
	const folders = [...new Set(operationCases.map(({ folder }) => folder))];
	const built = ['EkaCare', 'MedMitra', 'Spry'].flatMap((folder) => {
		const { resources } = load(`./dist/nodes/${folder}/actions/index.js`) as {
			resources: Array<{ value: string; operations: Array<{ value: string }> }>;
		};
		return resources.flatMap(({ value, operations }) =>
			operations.map((operation) => `${folder} ${value}: ${operation.value}`),
		);
	});
	expect(folders.sort()).toEqual(['EkaCare', 'MedMitra', 'Spry']);
	expect(named.map(({ name }) => name).sort()).toEqual(built.sort());
});

describe.each(named)('$name', (operation) => {
	beforeEach(async () => await clinic.reset(operation));

	it.each(operation.complete)('sends $name, as the contract wants it', async ({ parameters, row, expected }) => {
		const result = await clinic.run(operation, [row], { parameters, timezone: 'Asia/Kolkata' });
		const [request, ...others] = await clinic.requestsOf(operation);

		expect(result.error).toBeUndefined();
		expect(others).toEqual([]);
		expect(request?.problems).toEqual([]);
		expect(request?.answerProblems).toEqual([]);
		expect(request?.ignored).toEqual([]);
		if (request) expected(request, clinic.engine);
	});

	it('sends only required fields when no other is filled in, as the contract wants it', async () => {
		const result = await clinic.run(operation, [operation.good(0)]);
		const [request] = await clinic.requestsOf(operation);
		expect(result.error).toBeUndefined();
		expect(request?.problems).toEqual([]);
	});

	it('can send every field that the contract knows', async () => {
		const sent = new Set<string>();
		for (const { parameters, row } of operation.complete) {
			await clinic.reset(operation);
			await clinic.run(operation, [row], { parameters, timezone: 'Asia/Kolkata' });
			const [request] = await clinic.requestsOf(operation);
			for (const path of sentPaths(request)) sent.add(path);
		}
		const known = contractPaths(operation);
		expect(known.filter((path) => !sent.has(path))).toEqual(operation.neverSends ?? []);
	});
});

function sentPaths(request: RecordedRequest | undefined): string[] {
	const query = Object.keys(request?.query ?? {}).map((name) => `?${name}`);
	if (request?.parts) return [...query, ...request.parts.map(({ name }) => name)];
	return [...query, ...pathsOf(request?.body)];
}

/** Dotted paths of all values; the entries of a list count as one. */
function pathsOf(value: unknown, prefix = ''): string[] {
	if (Array.isArray(value)) return [prefix, ...value.flatMap((entry) => pathsOf(entry, prefix))];
	if (typeof value !== 'object' || value === null) return [prefix];
	const nested = Object.entries(value).flatMap(([name, entry]) =>
		pathsOf(entry, prefix ? `${prefix}.${name}` : name),
	);
	return prefix ? [prefix, ...nested] : nested;
}

function contractPaths({ vendor, operationId }: OperationCase): string[] {
	const contract = parse(readFileSync(join(projectRoot, 'sandbox', 'contracts', CONTRACTS[vendor]), 'utf8')) as {
		paths: Record<
			string,
			Record<
				string,
				{
					operationId?: string;
					parameters?: Parameter[];
					requestBody?: { content: Record<string, { schema: Schema }> };
				}
			>
		>;
		components: { schemas: Record<string, Schema> };
	};
	const resolve = (schema: Schema): Schema =>
		schema.$ref ? resolve(contract.components.schemas[schema.$ref.split('/').pop() ?? ''] ?? {}) : schema;
	const walk = (given: Schema, prefix: string): string[] => {
		const schema = resolve(given);
		const own = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
			const path = prefix ? `${prefix}.${name}` : name;
			return [path, ...walk(property, path)];
		});
		const items = schema.items ? walk(schema.items, prefix) : [];
		const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
		return [...own, ...items, ...parts.flatMap((part) => walk(part, prefix))];
	};
	const operation = Object.values(contract.paths)
		.flatMap((methods) => Object.values(methods))
		.find((entry) => entry.operationId === operationId);
	const contents = Object.values(operation?.requestBody?.content ?? {});
	const query = (operation?.parameters ?? []).flatMap(({ in: place, name }) =>
		place === 'query' ? [`?${name}`] : [],
	);
	return [...new Set([...query, ...contents.flatMap(({ schema }) => walk(schema, ''))])];
}

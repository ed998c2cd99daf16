import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { descriptionSource } from '../support/description-source.mts';
import { createEngine, projectRoot, type Engine } from '../support/engine.mts';
import { lint } from '../support/lint.mts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary.mts';

const CUSTOM_CALL = 'Custom API Call';

/** The rule of the alphabet does not know that n8n's own entry of that name is last, too. */
function withoutCustomCall(property: INodeProperties): INodeProperties {
	const options = property.options?.filter(({ name }) => name !== CUSTOM_CALL);
	return property.name === 'resource' ? ({ ...property, options } as INodeProperties) : property;
}

describe('the descriptions of the built nodes', () => {
	let engine: Engine;
	let folder: TemporaryFolder;

	beforeAll(async () => {
		engine = await createEngine();
		folder = await makeTemporaryFolder();
	});

	afterAll(async () => {
		engine.close();
		await folder.remove();
	});

	/** The class name of a node type: `n8n-nodes-x.someNode` is made by `SomeNode`. */
	const classOf = (type: string) => type.replace(/^.*\.(.)/, (_match, first: string) => first.toUpperCase());

	async function write(type: string, description: INodeTypeDescription) {
		const className = classOf(type);
		// n8n itself adds the times of a polling trigger.
		const properties = description.properties.filter(({ name }) => name !== 'pollTimes').map(withoutCustomCall);
		const source = descriptionSource(className, { ...description, properties });
		await folder.write(`${className}/${className}.node.ts`, source);
	}

	it('follow the rules for what a person sees in the editor', async () => {
		const types = engine.nodeTypeNames();
		for (const type of types) await write(type, engine.nodeType(type).description);
		const result = await lint({ rules: 'description', cwd: folder.path, files: ['**/*.node.ts'] });
		// A person's sex is chosen by a person; the rule would have one preset.
		const isSex = (error: string) =>
			/default-wrong-for-options Set one of (F or M|Female or Male|FEMALE or MALE)/.test(error);
		expect(result.errors.filter((error) => !isSex(error))).toEqual([]);
		expect(result.files).toBe(types.length);
		expect(types.length).toBeGreaterThan(0);
	});

	it('follow every rule for nodes that n8n has, but the three that its own lint command leaves out', async () => {
		const [type = ''] = engine.nodeTypeNames();
		await write(type, engine.nodeType(type).description);
		const { rules } = await lint({ rules: 'description', cwd: folder.path, files: ['**/*.node.ts'] });
		const load = createRequire(join(projectRoot, 'package.json'));
		const { configs } = load('eslint-plugin-n8n-nodes-base') as { configs: { nodes: { rules: object } } };
		const all = Object.keys(configs.nodes.rules);
		expect(all.length).toBeGreaterThan(90);
		expect(all.filter((rule) => !rules.includes(rule)).sort()).toEqual([
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node',
			'n8n-nodes-base/node-class-description-outputs-wrong',
			'n8n-nodes-base/node-param-type-options-max-value-present',
		]);
		expect(rules).toContain('@n8n/community-nodes/resource-operation-pattern');
	});

	it('would be caught breaking them, deep inside as well', async () => {
		const [type = ''] = engine.nodeTypeNames();
		const bad: INodeProperties = {
			displayName: 'Additional fields',
			name: 'additionalFields',
			type: 'collection',
			default: {},
			placeholder: 'Add field',
			options: [
				{ displayName: 'Zip Code', name: 'zipCode', type: 'string', default: 0 },
				{
					displayName: 'Alias',
					name: 'alias',
					type: 'boolean',
					default: false,
					description: 'If there is one.',
				},
			],
		};
		const { description } = engine.nodeType(type);
		const text = descriptionSource(classOf(type), { ...description, properties: [...description.properties, bad] });
		const filePath = `${folder.path}/${classOf(type)}/${classOf(type)}.node.ts`;
		const { errors } = await lint({ rules: 'description', cwd: folder.path, text, filePath });
		const rules = errors.map((error) => error.split(' ')[1]);
		expect(rules).toEqual(
			expect.arrayContaining([
				'n8n-nodes-base/node-param-display-name-miscased',
				'n8n-nodes-base/node-param-default-wrong-for-string',
				'n8n-nodes-base/node-param-description-boolean-without-whether',
			]),
		);
	});

	it('hold data only', () => {
		const [type = ''] = engine.nodeTypeNames();
		const { description } = engine.nodeType(type);
		const leaky = { ...description, properties: [{ ...description.properties[0], convert: () => 1 }] };
		expect(() => descriptionSource('Leaky', leaky as unknown as INodeTypeDescription)).toThrow(
			'description.properties[0].convert is a function',
		);
	});

	it('have their custom call last, so that n8n does not add a second entry of that name', () => {
		const lists = engine.nodeTypeNames().flatMap((type) => {
			const { properties } = engine.nodeType(type).description;
			return properties.filter(({ name }) => name === 'resource').map(({ options = [] }) => options);
		});
		expect(lists.map((options) => options.at(-1)?.name)).toEqual(lists.map(() => CUSTOM_CALL));
		expect(lists).toHaveLength(3);
	});

	it('name only parameters that exist in their conditions', () => {
		const unknown = engine.nodeTypeNames().flatMap((type) => unknownConditions(engine.nodeType(type).description));
		expect(unknown).toEqual([]);
	});

	it('name a credential of this package, with a test, for each they offer', () => {
		const offered = engine.nodeTypeNames().flatMap((type) => engine.nodeType(type).description.credentials ?? []);
		expect(offered.length).toBeGreaterThan(0);
		for (const { name } of offered)
			expect(engine.credentialType(name)).toMatchObject({ name, test: expect.anything() });
	});
});

/** Conditions of top-level parameters on a parameter that the node does not have. */
function unknownConditions({ name, properties }: INodeTypeDescription): string[] {
	const known = new Set(properties.map((property) => property.name));
	return properties.flatMap((property) =>
		[property.displayOptions?.show, property.displayOptions?.hide]
			.flatMap((conditions) => Object.keys(conditions ?? {}))
			.filter((key) => !key.startsWith('@') && !known.has(key.replace(/^\//, '').split('.')[0] ?? ''))
			.map((key) => `${name}.${property.name} -> ${key}`),
	);
}

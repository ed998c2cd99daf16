import { NodeHelpers, type INode, type INodeType } from 'n8n-workflow';

import { EkaCare } from '../../nodes/EkaCare/EkaCare.node.ts';
import { resources as ofEkaCare } from '../../nodes/EkaCare/actions/index.ts';
import { MedMitra } from '../../nodes/MedMitra/MedMitra.node.ts';
import { resources as ofMedMitra } from '../../nodes/MedMitra/actions/index.ts';
import { Spry } from '../../nodes/Spry/Spry.node.ts';
import { resources as ofSpry } from '../../nodes/Spry/actions/index.ts';
import type { Resource } from '../../nodes/shared/types.ts';

const NODES: Array<[name: string, node: INodeType, resources: Resource[]]> = [
	['Eka Care', new EkaCare(), ofEkaCare],
	['MedMitra', new MedMitra(), ofMedMitra],
	['Spry', new Spry(), ofSpry],
];

/** What n8n tells a model of an operation when the description is set automatically. */
function toldOf(node: INodeType, resource: string, operation: string): string {
	const tool = { parameters: { resource, operation, descriptionType: 'auto' } } as unknown as INode;
	return NodeHelpers.getToolDescriptionForNode(tool, node);
}

/** What n8n's editor makes of a field's name when the model is to fill the field in. */
const keyOf = (displayName: string) => displayName.replace(/[^a-zA-Z0-9_-]/g, '_');

describe.each(NODES)('what a model is told of the tools of %s', (name, node, resources) => {
	const operations = resources.flatMap(({ value, operations: list }) =>
		list.map((operation) => [`${value}: ${operation.value}`, value, operation] as const),
	);

	it.each(operations)('says in a short sentence what it does: %s', (_label, resource, operation) => {
		const told = toldOf(node, resource, operation.value);
		expect(told).toBe(`${operation.action} in ${name}`);
		expect(told).toMatch(/^[A-Z][a-z]+ \w/);
		expect(told.length).toBeLessThan(80);
		// Longer, for those who set the description themselves.
		expect(operation.description.length).toBeGreaterThan(operation.action.length / 2);
	});

	it('differs from operation to operation', () => {
		const told = operations.map(([, resource, { value }]) => toldOf(node, resource, value));
		expect(new Set(told).size).toBe(told.length);
	});

	it.each(operations)('can have every field of it filled in: %s', (_label, _resource, { fields }) => {
		const options = fields.flatMap((field) => (field.type === 'collection' ? field.options : []));
		const labels = [...fields, ...options].flatMap((field) => ('displayName' in field ? [field.displayName] : []));
		for (const label of labels) expect(keyOf(label)).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
		const keys = fields.map(({ displayName }) => keyOf(displayName));
		expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
	});

	it.each(operations)('explains every field of it: %s', (_label, _resource, { fields }) => {
		const silent = fields.filter(({ type, description = '' }) => type !== 'collection' && description.length < 8);
		expect(silent.map(({ displayName }) => displayName)).toEqual([]);
	});
});

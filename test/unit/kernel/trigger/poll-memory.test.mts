import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { readMemory, writeMemory } from '../../../../nodes/shared/trigger/poll-memory.ts';

/** The static data of one workflow, as n8n keeps it: under `node:` and the name of the node, and for all nodes. */
function workflow(data: Record<string, IDataObject> = {}) {
	return {
		data,
		node(id: string, name: string) {
			const context = {
				getNode: () => ({ id, name }),
				getWorkflowStaticData: (type: string) => (data[type === 'global' ? type : `node:${name}`] ??= {}),
			} as unknown as IPollFunctions;
			return {
				read: () => readMemory(context).memory,
				write: (memory: IDataObject) => writeMemory(context, memory),
			};
		},
	};
}

describe('the memory of a polling trigger', () => {
	it('is empty at first, and then what was written last', () => {
		const node = workflow().node('1', 'Cases');
		expect(node.read()).toBeUndefined();
		node.write({ seen: 1 });
		node.write({ seen: 2 });
		expect(node.read()).toEqual({ seen: 2 });
	});

	it('is found by a node that got another name, and got its first name back', () => {
		const { node } = workflow();
		node('1', 'Cases').write({ seen: 1 });
		expect(node('1', 'New cases').read()).toEqual({ seen: 1 });
		node('1', 'New cases').write({ seen: 2 });
		expect(node('1', 'Cases').read()).toEqual({ seen: 2 });
		node('1', 'Cases').write({ seen: 3 });
		expect(node('1', 'New cases').read()).toEqual({ seen: 3 });
	});

	it('stays with each node when two swap their names', () => {
		const { node } = workflow();
		node('1', 'A').write({ of: 1 });
		node('2', 'B').write({ of: 2 });
		expect([node('1', 'B').read(), node('2', 'A').read()]).toEqual([{ of: 1 }, { of: 2 }]);
	});

	it('is that of the node that had the name before while the node has none of its own', () => {
		const { node } = workflow();
		node('1', 'A').write({ of: 1 });
		expect(node('2', 'A').read()).toEqual({ of: 1 });
	});

	it('is what n8n keeps by the name when it has not been written by ID yet', () => {
		const { node, data } = workflow({ 'node:A': { memory: { seen: 1 } } });
		expect(node('1', 'A').read()).toEqual({ seen: 1 });
		node('1', 'A').write({ seen: 2 });
		delete data['node:A'];
		expect(node('1', 'B').read()).toEqual({ seen: 2 });
	});

	it('is what n8n stored with the execution, though the copy in the workflow is ahead of it', () => {
		const { node, data } = workflow();
		node('1', 'A').write({ seen: 1 });
		const stored = structuredClone(data['node:A']!);
		node('1', 'A').write({ seen: 2 });
		data['node:A'] = stored;
		expect(node('1', 'A').read()).toEqual({ seen: 1 });
	});

	it('leaves what else is kept for the workflow and the node as it is', () => {
		const { node, data } = workflow({ global: { counter: 7 }, 'node:A': { other: 1 }, 'node:B': { own: 2 } });
		node('1', 'A').write({ seen: 1 });
		expect(data.global).toMatchObject({ counter: 7 });
		expect(data['node:A']).toMatchObject({ other: 1 });
		expect(data['node:B']).toEqual({ own: 2 });
	});

	it('is copied for the ten nodes that wrote last, so that removed nodes do not fill the workflow', () => {
		const { node, data } = workflow();
		for (let id = 1; id <= 12; id++) node(String(id), `Node ${id}`).write({ of: id });
		node('3', 'Node 3').write({ of: 33 });
		const copies = data.global?.pollingTriggers as IDataObject[];
		expect(copies.map((copy) => copy.node)).toEqual(['4', '5', '6', '7', '8', '9', '10', '11', '12', '3']);
		expect(node('1', 'Node 1').read()).toEqual({ of: 1 });
	});

	it.each([['text'], [[null, 5, 'x']], [{}]])('reads static data that is no memory as none: %j', (broken) => {
		const { node } = workflow({ global: { pollingTriggers: broken as never } });
		expect(node('1', 'A').read()).toBeUndefined();
		node('1', 'A').write({ seen: 1 });
		expect(node('1', 'B').read()).toEqual({ seen: 1 });
	});
});

import { eventually } from '../../tools/n8n-client.mts';
import type { Editor } from '../support/editor/editor.mts';
import { builtNodes, choicesOf } from '../support/editor/descriptions.mts';
import {
	chooseAction,
	chooseNode,
	listedActions,
	listedNodes,
	openNodesPanel,
	searchNodes,
} from '../support/editor/nodes-panel.mts';
import { closeNode } from '../support/editor/node-view.mts';

/** n8n shows a node and the trigger of the same name as one entry, and leaves the word Trigger away. */
const entryOf = (displayName: string) => displayName.replace(/ Trigger$/, '');

/** How n8n words a trigger out of the name of an event. */
const onEvent = (event: string) => `On ${event.toLowerCase().replaceAll('-', ' ')}`;

export function nodesPanel(editor: () => Editor): void {
	const nodes = builtNodes();
	const actionNodes = nodes.filter(({ description }) => !description.group.includes('trigger'));

	beforeAll(async () => {
		await openNodesPanel(editor());
	}, 120_000);

	/** Types the words and waits until these entries are listed, and one of them among the first `top`. */
	async function found(words: string, entries: string[], top = 3): Promise<void> {
		const { page } = editor();
		// So that what the last words found cannot be taken for what these find.
		await searchNodes(page, 'nothing is called this');
		await eventually('an empty panel', async () => ((await listedNodes(page)).length === 0 ? true : undefined));
		await searchNodes(page, words);
		await eventually(`the panel to list ${entries.join(', ')} for "${words}"`, async () => {
			const names = await listedNodes(page);
			const isThere = entries.every((entry) => names.includes(entry));
			return isThere && names.slice(0, top).some((name) => entries.includes(name)) ? true : undefined;
		});
	}

	it.each(nodes.map(({ description }) => description.displayName))('finds %s by its name', async (name) => {
		await found(name, [entryOf(name)], 1);
	});

	it.each(['EMR', 'EHR', 'appointment', 'patient', 'clinic', 'lab report', 'physiotherapy', 'ABDM'])(
		'finds every node that has to do with "%s"',
		async (word) => {
			const meant = nodes.filter(({ codex }) => codex.alias.includes(word));
			const names = meant.map(({ description }) => entryOf(description.displayName));
			expect(names).not.toEqual([]);
			await found(word, names);
		},
	);

	it.each([
		['EMR', ['Spry', 'Eka Care']],
		['EHR', ['Spry', 'Eka Care']],
		['appointment', ['Spry', 'Eka Care']],
		['patient', ['Spry', 'Eka Care', 'MedMitra']],
	])('finds by "%s" the nodes %j', async (word, names) => {
		await found(word, names);
	});

	describe.each(actionNodes.map((node) => [node.description.displayName, node] as const))('%s', (name, node) => {
		const { description } = node;

		it('lists each operation as an action and each event as a trigger, and puts one on the canvas', async () => {
			const { page } = editor();
			await openNodesPanel(editor());
			await found(name, [name]);
			await chooseNode(page, name);
			const { actions, triggers } = await listedActions(page);

			const resources = choicesOf(description, 'resource');
			const operations = resources.flatMap(({ value }) => choicesOf(description, 'operation', value));
			expect([...actions].sort()).toEqual(operations.map(({ action }) => action).sort());
			expect(operations.length).toBeGreaterThan(5);

			const trigger = nodes.find((one) => one.description.displayName === `${name} Trigger`);
			const events = trigger ? choicesOf(trigger.description, 'events') : [];
			expect([...triggers].sort()).toEqual(events.map(({ name: event }) => onEvent(event)).sort());

			await chooseAction(page, actions[0] ?? '');
			await closeNode(page);
			const placed = page.locator('[data-test-id=canvas-node]', { hasText: actions[0] });
			expect(await placed.count()).toBe(1);
		});
	});
}

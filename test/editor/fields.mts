import { isDeepStrictEqual } from 'node:util';

import { eventually } from '../../tools/n8n-client.mts';
import { openWorkflow, type Editor } from '../support/editor/editor.mts';
import { builtNodes, choicesOf, promisedFields, switchesOf, type Choice } from '../support/editor/descriptions.mts';
import { choices, choose, openNode, shownFields, type ShownField } from '../support/editor/node-view.mts';

/** What n8n puts behind the operations of every node that sends requests. */
const OF_N8N = 'Custom API Call';

export function fields(editor: () => Editor): void {
	/** What the panel shows once it has caught up with what was chosen; what it shows at last when that is not like this. */
	async function fieldsLike(promised: unknown): Promise<ShownField[]> {
		let shown: ShownField[] = [];
		const isLike = async () => {
			shown = await shownFields(editor().page);
			return isDeepStrictEqual(shown, promised) ? true : undefined;
		};
		await eventually('the panel to catch up', isLike, 15_000).catch(() => undefined);
		return shown;
	}

	/** What a list offers once the panel has caught up with what was chosen before it. */
	async function choicesLike(name: string, promised: string[]): Promise<string[]> {
		let offered: string[] = [];
		const isLike = async () => {
			offered = await choices(editor().page, name);
			return isDeepStrictEqual(offered, promised) ? true : undefined;
		};
		await eventually('the list to catch up', isLike, 15_000).catch(() => undefined);
		return offered;
	}

	const actionNodes = builtNodes().filter(({ description }) => !description.group.includes('trigger'));

	describe.each(actionNodes.map(({ description }) => [description.displayName, description] as const))(
		'%s',
		(name, description) => {
			const resources = choicesOf(description, 'resource');

			beforeAll(async () => {
				const credential = description.credentials?.[0]?.name;
				await openWorkflow(editor(), `Fields of ${name}`, [{ name, type: description.name, credential }]);
				await openNode(editor().page, name);
			}, 120_000);

			it('offers its resources, each once', async () => {
				const offered = resources.map((one) => one.name);
				expect(await choicesLike('resource', offered)).toEqual(offered);
			});

			it.each(resources.map((resource) => [resource.name, resource.value] as const))(
				'shows for %s the fields of each operation, and no others',
				async (resourceName, resource) => {
					const { page } = editor();
					const operations = choicesOf(description, 'operation', resource);
					await choose(page, 'resource', resourceName);
					const offered = [...operations.map((one) => one.name), OF_N8N];
					expect(await choicesLike('operation', offered)).toEqual(offered);

					const shown: Record<string, unknown> = {};
					const promised: Record<string, unknown> = {};
					const tried = new Set<string>();
					for (const { name: operationName, value: operation } of operations) {
						const given = { resource, operation };
						await choose(page, 'operation', operationName);
						promised[operation] = promisedFields(description, given);
						shown[operation] = await fieldsLike(promised[operation]);
						// A choice that many operations share is tried with the first of them.
						const switches = switchesOf(description, given).filter((one) => !tried.has(one.name));
						for (const { name: field, default: usual, options = [] } of switches) {
							tried.add(field);
							const [other] = (options as Choice[]).filter(({ value }) => value !== usual);
							if (!other) continue;
							await choose(page, field, other.name);
							const key = `${operation}, ${field}: ${other.value}`;
							promised[key] = promisedFields(description, { ...given, [field]: other.value });
							shown[key] = await fieldsLike(promised[key]);
							await choose(
								page,
								field,
								(options as Choice[]).find(({ value }) => value === usual)?.name ?? '',
							);
						}
					}
					expect(shown).toEqual(promised);
				},
				240_000,
			);
		},
	);
}

import type { INodeExecutionData, INode } from 'n8n-workflow';

/**
 * Most characters of JSON that a model is given as one answer, about ten thousand tokens: more would crowd out the
 * conversation, or be refused by the model.
 */
export const MOST_CHARACTERS = 40_000;

/** Whether a node runs as a tool of an AI agent or an MCP server: n8n gives that variant a type name of its own. */
export function isTool(node: Pick<INode, 'type'>): boolean {
	return node.type.endsWith('Tool');
}

/**
 * An answer as a model can take it. Nothing found is said in words, because n8n hands a model no more than an empty
 * text then; of a long list the model gets the beginning, and is told how much is missing and how to ask for less.
 */
export function forModel(items: INodeExecutionData[]): INodeExecutionData[] {
	if (items.length === 0) return [{ json: { found: 0, message: 'Nothing was found.' }, pairedItem: { item: 0 } }];
	let characters = 0;
	const fitting = items.findIndex(({ json }, index) => {
		characters += JSON.stringify(json).length;
		return index > 0 && characters > MOST_CHARACTERS;
	});
	if (fitting < 0) return items;
	const leftOut = items.length - fitting;
	const message =
		`${leftOut} more results were left out because they are too long for one answer. ` +
		'Ask for fewer: give a smaller limit, a shorter time or a narrower filter.';
	return [...items.slice(0, fitting), { json: { leftOut, message }, pairedItem: { item: 0 } }];
}

import type { IBinaryData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { FileReference } from '../types';

type Files = Record<string, IBinaryData>;

/** As much of n8n's data proxy as is needed to walk through what earlier nodes put out. */
interface RunData {
	/** Throws when the node has no such output or run. */
	$items(node: string, output: number, run: number): INodeExecutionData[] | null;
	$node: Record<string, { runIndex: number } | undefined>;
}

/** The files of the nodes before an execution's node, by what identifies them. Collected once for all items. */
const earlierFiles = new WeakMap<IExecuteFunctions, Map<string, IBinaryData>>();

/**
 * What tells one file from all others: its place in n8n's storage, or its content where n8n keeps files in the items.
 * With a place, `data` is only the name of the storage and the same for every file.
 */
function identityOf({ id, data }: Partial<IBinaryData>): string | undefined {
	if (id !== undefined) return typeof id === 'string' && id !== '' ? `id ${id}` : undefined;
	// As it is: with anything added, each file would be in memory once more.
	return typeof data === 'string' && data !== '' ? data : undefined;
}

/** The nodes that are named in the node's own expressions, which may stand anywhere in the workflow. */
function namedNodes(context: IExecuteFunctions): string[] {
	const written = /\$(?:items|node)?\s*[([]\s*(['"`])((?:\\.|(?!\1).)*)\1/g;
	const texts: string[] = [];
	const collect = (value: unknown): void => {
		if (typeof value === 'string') texts.push(value);
		else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
	};
	collect(context.getNode().parameters);
	return texts.flatMap((text) => [...text.matchAll(written)].map(([, , name = '']) => name.replace(/\\(.)/g, '$1')));
}

function* itemsOf(data: RunData, node: string): Generator<INodeExecutionData> {
	const last = data.$node[node]?.runIndex ?? -1;
	for (let run = 0; run <= last; run++) {
		for (let output = 0; ; output++) {
			try {
				yield* data.$items(node, output, run) ?? [];
			} catch {
				// n8n tells the end of a node's outputs in no other way.
				break;
			}
		}
	}
}

function collectEarlier(context: IExecuteFunctions, index: number): Map<string, IBinaryData> {
	const data = context.getWorkflowDataProxy(index) as unknown as RunData;
	const parents = context.getParentNodes(context.getNode().name).map(({ name }) => name);
	const found = new Map<string, IBinaryData>();
	for (const node of new Set([...parents, ...namedNodes(context)])) {
		for (const { binary = {} } of itemsOf(data, node)) {
			for (const file of Object.values(binary)) {
				const identity = identityOf(file);
				if (identity !== undefined) found.set(identity, file);
			}
		}
	}
	return found;
}

/** `$binary.report` where n8n keeps files in the items: everything about a file of the item but its content. */
function withoutContent(files: Files, reference: IBinaryData): IBinaryData | undefined {
	const names = Object.keys(reference) as Array<keyof IBinaryData>;
	const matches = Object.values(files).filter((file) => names.every((name) => file[name] === reference[name]));
	// Of two that look the same nobody can tell which is meant.
	return new Set(matches.map(identityOf)).size === 1 ? matches[0] : undefined;
}

/**
 * The file that is meant, as the item itself or an item of an earlier node holds it; undefined when none does.
 *
 * What is given may come from outside, and n8n reads any file of its storage for whoever knows a place in it. So what
 * is given only says which file is meant, and nothing of it is used.
 */
export function heldFile(context: IExecuteFunctions, index: number, reference: FileReference): IBinaryData | undefined {
	const files: Files = context.getInputData()[index]?.binary ?? {};
	// A name such as "valueOf" is found in every object.
	if (typeof reference === 'string') return Object.hasOwn(files, reference) ? files[reference] : undefined;
	if (reference.id === undefined && reference.data === undefined) return withoutContent(files, reference);
	const identity = identityOf(reference);
	if (identity === undefined) return undefined;
	const own = Object.values(files).find((file) => identityOf(file) === identity);
	if (own) return own;
	const earlier = earlierFiles.get(context) ?? collectEarlier(context, index);
	earlierFiles.set(context, earlier);
	return earlier.get(identity);
}

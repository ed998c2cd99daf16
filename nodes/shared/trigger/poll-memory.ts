import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { isRecord } from '../values';

/** Where the copies stand in the static data of the workflow. */
const COPIES = 'pollingTriggers';
/** A trigger cannot see which nodes a workflow has, so the copies are bounded: the ones written last stay. */
const MOST_COPIES = 10;

/** A copy of what a node remembers. */
interface Copy extends IDataObject {
	/** ID of the node. */
	node: string;
	/** Name of the node when it was written. */
	name: string;
	/** Counts the changes of the memory. */
	revision: number;
	memory: IDataObject;
}

type Place = Pick<IPollFunctions, 'getNode' | 'getWorkflowStaticData'>;

function copiesIn(context: Place): Copy[] {
	const copies = context.getWorkflowStaticData('global')[COPIES];
	return Array.isArray(copies) ? (copies.filter(isRecord) as Copy[]) : [];
}

/**
 * What the trigger remembers from its polls, also after the node got another name.
 *
 * n8n keeps the static data of a node under its name, so that a renamed node finds nothing, or what a node that had
 * the name before has left. A copy stands in the data of the workflow by the ID of the node. Where both are there, the
 * node's own data count when this node wrote them last under this name: some versions of n8n keep them by ID and store
 * them together with the execution, which they do not do with the data of the workflow.
 */
export function readMemory(context: Place): { memory: unknown; revision: number } {
	const { id, name } = context.getNode();
	const { memory, node, revision } = context.getWorkflowStaticData('node');
	const own = { memory, revision: Number(revision ?? 0) };
	const copy = copiesIn(context).find((one) => one.node === id);
	if (!copy) return own;
	const isOfOther = memory === undefined || (node !== undefined && node !== id);
	const isOlder = copy.name !== name && copy.revision > own.revision;
	return isOfOther || isOlder ? { memory: copy.memory, revision: copy.revision } : own;
}

/** Remembers for the next poll. n8n saves what is assigned, so this is for what has changed. */
export function writeMemory(context: Place, memory: IDataObject): void {
	const { id, name } = context.getNode();
	const revision = readMemory(context).revision + 1;
	Object.assign(context.getWorkflowStaticData('node'), { memory, node: id, revision });
	const others = copiesIn(context).filter(({ node }) => node !== id);
	const copy: Copy = { node: id, name, revision, memory };
	context.getWorkflowStaticData('global')[COPIES] = [...others, copy].slice(-MOST_COPIES);
}

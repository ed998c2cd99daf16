import type { OperationCase } from './types.mts';

/** What is common to all operations of Eka Care's node. */
export const EKA = {
	vendor: 'ekaCare',
	folder: 'EkaCare',
	node: 'n8n-nodes-carechain.ekaCare',
} satisfies Partial<OperationCase>;

/** A field that picks one thing, by an id out of the item. */
export function byId(name: string) {
	return { __rl: true, mode: 'id', value: `={{ $json.${name} }}` };
}

import { join } from 'node:path';

import { projectRoot } from '../support/engine.mts';

/** What of the engine tests is run: all that can differ between versions, or every operation once. */
export type Scope = 'all' | 'operations';

export type NodeMajor = 20 | 22 | 24;

export interface TestedVersion {
	/** The version of n8n whose engine this is. */
	n8n: string;
	/** What it is to its users. */
	line: string;
	/** Where its n8n-core and n8n-workflow are installed. */
	folder: string;
	/** The versions of Node that this n8n itself asks for. */
	asksFor: string;
	/** Whether this n8n itself starts on a Node; where it does not, only its engine does. */
	starts(major: NodeMajor): boolean;
	/** Which tests are run on which Node. */
	scopes: Record<NodeMajor, Scope>;
}

export const NODES: NodeMajor[] = [20, 22, 24];

/** Every version has all tests on one Node and every Node has all tests of one version; the rest is less. */
export const VERSIONS: TestedVersion[] = [
	{
		n8n: '2.41.1',
		line: 'newest 2.x',
		folder: projectRoot,
		asksFor: '24 or newer',
		starts: (major) => major >= 24,
		scopes: { 20: 'operations', 22: 'operations', 24: 'all' },
	},
	{
		n8n: '2.0.3',
		line: 'early 2.x',
		folder: join(projectRoot, 'compat', 'n8n-2.0.3'),
		asksFor: '20.19 to 24',
		starts: () => true,
		scopes: { 20: 'operations', 22: 'all', 24: 'operations' },
	},
	{
		n8n: '1.123.81',
		line: 'newest 1.x',
		folder: join(projectRoot, 'compat', 'n8n-1.123.81'),
		asksFor: '20.19 to 24',
		starts: () => true,
		scopes: { 20: 'all', 22: 'operations', 24: 'operations' },
	},
];

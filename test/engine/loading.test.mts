import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { createEngine, projectRoot, type Engine } from '../support/engine.mts';
import { loadHost } from '../support/engine/host.mts';

let engine: Engine;
beforeAll(async () => {
	engine = await createEngine();
}, 180_000);
afterAll(() => engine.close());

const manifestOf = (folder: string) =>
	JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		dependencies?: Record<string, string>;
		devDependencies?: Record<string, string>;
		n8n?: { nodes: string[]; credentials: string[] };
	};

describe('the package in n8n', () => {
	it('is on the engine and the Node that were asked for', async () => {
		const { dependencies, devDependencies } = manifestOf(process.env.CARECHAIN_N8N_CORE ?? projectRoot);
		const { version } = await loadHost('default');
		expect(version).toBe((dependencies ?? devDependencies)?.['n8n-core']);
		const [major] = process.versions.node.split('.');
		expect(major).toBe(process.env.CARECHAIN_NODE ?? major);
	});

	it("is loaded whole by n8n's own loader", () => {
		const { nodes = [], credentials = [] } = manifestOf(projectRoot).n8n ?? {};
		expect(nodes.length).toBeGreaterThan(0);
		expect(engine.nodeTypeNames()).toHaveLength(nodes.length);
		for (const name of engine.nodeTypeNames()) {
			expect(engine.nodeType(name).description.displayName).toBeTruthy();
		}
		for (const path of credentials) {
			const type = /(\w+)\.credentials\.js$/.exec(path)?.[1] ?? '';
			const name = type.charAt(0).toLowerCase() + type.slice(1);
			expect(engine.credentialType(name).name).toBe(name);
		}
	});

	it('shares its errors with n8n: both have the same n8n-workflow', async () => {
		const seenByNodes = createRequire(join(projectRoot, 'dist', 'nodes', 'index.js'))('n8n-workflow') as unknown;
		expect(seenByNodes).toBe((await loadHost('default')).workflow);
	});
});

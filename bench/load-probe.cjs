'use strict';
/**
 * Loads the package in the folder given as n8n does and prints how long that took. The libraries are those of the n8n
 * given: with another copy beside it, the package would be billed for loading n8n-workflow a second time.
 */
const { createRequire } = require('node:module');

const [packageFolder, n8nFolder] = process.argv.slice(2);
const requireOfN8n = createRequire(n8nFolder);
requireOfN8n('reflect-metadata');
const { PackageDirectoryLoader } = requireOfN8n('n8n-core');

async function main() {
	const loader = new PackageDirectoryLoader(packageFolder);
	const started = performance.now();
	await loader.loadAll();
	const milliseconds = performance.now() - started;
	if (Object.keys(loader.nodeTypes).length === 0) throw new Error('The package has no nodes');
	process.stdout.write(`\nloaded in ${milliseconds.toFixed(2)} ms\n`);
}

main().then(
	() => process.exit(0),
	(error) => {
		console.error(error);
		process.exit(1);
	},
);

import { readdirSync } from 'node:fs';

/**
 * The tests, one project per part: `jest --selectProjects unit engine`. Everything is turned into CommonJS by swc, so
 * that the tests run on every Node the package supports, with n8n's engine loaded from its CommonJS build.
 */
const swc = [
	'@swc/jest',
	{
		swcrc: false,
		jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
		module: { type: 'commonjs' },
	},
];

const shared = {
	testEnvironment: 'node',
	setupFiles: ['<rootDir>/test/support/seed.mts'],
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'js', 'cjs', 'json', 'node'],
	// Packages that tests build in a temporary folder find n8n-workflow here, as they would inside n8n.
	modulePaths: ['<rootDir>/node_modules'],
	// Only the tests are searched; tools/n8n and compat hold thousands of packages that must not be crawled.
	roots: ['<rootDir>/test'],
	transform: { '\\.(ts|mts|mjs)$': swc },
};

/** The engine of another n8n, given by its folder: test/versions has the engine tests run on it. */
const engineFolder = process.env.CARECHAIN_N8N_CORE;

/** The packages of such an engine that come as ES modules only; Node loads them by itself, jest does not. */
const ES_MODULES = '(?:color|color-convert|color-name|color-string|is-network-error|p-retry)/';

const onAnotherEngine = {
	// The nodes find the n8n-workflow of that engine, as they would inside n8n.
	moduleNameMapper: { '^n8n-workflow$': `${engineFolder}/node_modules/n8n-workflow` },
	transform: { ...shared.transform, [`/node_modules/${ES_MODULES}.*\\.js$`]: swc },
	transformIgnorePatterns: [`/node_modules/(?!${ES_MODULES})`],
};

const parts = readdirSync(new URL('test', import.meta.url), { withFileTypes: true })
	.filter((entry) => entry.isDirectory() && entry.name !== 'support')
	.map(({ name }) => name);

export default {
	maxWorkers: 2,
	// jest knows only one limit for all projects; test/run.mjs bounds each part as a whole.
	testTimeout: 120_000,
	projects: parts.map((name) => ({
		...shared,
		...(engineFolder && onAnotherEngine),
		displayName: name,
		testMatch: [`<rootDir>/test/${name}/**/*.test.mts`],
	})),
};

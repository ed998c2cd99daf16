/**
 * The tests, one project per part: `jest --selectProjects unit engine`. Everything is turned into CommonJS by swc, so
 * that the tests run on every Node the package supports, with n8n's engine loaded from its CommonJS build.
 */
const shared = {
	testEnvironment: 'node',
	setupFiles: ['<rootDir>/test/support/seed.mts'],
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'js', 'cjs', 'json', 'node'],
	// Packages that tests build in a temporary folder find n8n-workflow here, as they would inside n8n.
	modulePaths: ['<rootDir>/node_modules'],
	// Only the tests are searched; demo/n8n holds thousands of packages that must not be crawled.
	roots: ['<rootDir>/test'],
	transform: {
		'\\.(ts|mts|mjs)$': [
			'@swc/jest',
			{
				swcrc: false,
				jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
				module: { type: 'commonjs' },
			},
		],
	},
};

const parts = ['unit', 'sandbox', 'contract', 'engine', 'faults', 'e2e', 'editor', 'queue', 'versions'];

export default {
	maxWorkers: 2,
	// jest knows only one limit for all projects; test/run.mjs bounds each part as a whole.
	testTimeout: 120_000,
	projects: parts.map((name) => ({
		...shared,
		displayName: name,
		testMatch: [`<rootDir>/test/${name}/**/*.test.mts`],
	})),
};

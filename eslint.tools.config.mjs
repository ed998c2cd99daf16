// @ts-check
/** The rules for what does not ship: `*.mts` and `*.mjs`. What ships has n8n's own rules, in eslint.config.mjs. */
import tseslint from 'typescript-eslint';

/** What is read from JSON and databases is of no certain type in scripts and tests; tsc's strict mode holds for the rest. */
const JSON_IS_READ = Object.fromEntries(
	['argument', 'assignment', 'call', 'member-access', 'return']
		.map((kind) => `no-unsafe-${kind}`)
		.concat('no-base-to-string', 'restrict-template-expressions')
		.map((rule) => [`@typescript-eslint/${rule}`, 'off']),
);

export default tseslint.config(
	{ ignores: ['**/node_modules/', 'dist/', 'release/out/', '.cache/', 'eslint.config.mjs'] },
	{
		files: ['**/*.mts', '**/*.mjs'],
		extends: [tseslint.configs.recommendedTypeChecked],
		linterOptions: { noInlineConfig: true },
		languageOptions: { parserOptions: { project: './tsconfig.tools.json', tsconfigRootDir: import.meta.dirname } },
		rules: {
			...JSON_IS_READ,
			// Interfaces with promises have stand-ins without, and n8n's nodes are objects whose methods are looked at.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/unbound-method': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
		},
	},
	{
		// They carry out expressions, and what n8n makes of code.
		files: ['test/unit/**'],
		rules: { '@typescript-eslint/no-implied-eval': 'off' },
	},
);

// @ts-check
/**
 * Lints as the n8n verification does; a process of its own, because ESLint's plugins are ES modules that jest cannot
 * load. Plain JavaScript, so that every Node runs it.
 *
 *   node lint-process.mjs   takes a job (see lint.mts) as JSON on stdin and prints its results as JSON
 */
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

/** @typedef {import('eslint').Linter.Config} Config */

const load = createRequire(import.meta.url);
/** @type {{ config: Config[] }} */
const nodeCli = load('@n8n/node-cli/eslint');

/** @type {ESLint.Plugin & { configs: { nodes: { rules: import('eslint').Linter.RulesRecord } } }} */
const nodesBase = load('eslint-plugin-n8n-nodes-base');

// These two come with the n8n tool and are taken in its versions.
const loadFromTool = createRequire(load.resolve('@n8n/node-cli/eslint'));
const communityPlugin = loadFromTool('@n8n/eslint-plugin-community-nodes').n8nCommunityNodesPlugin;
/** @type {Config} */
const community = communityPlugin.configs.recommended;
/** @type {import('eslint').Linter.Parser} */
const parser = loadFromTool('typescript-eslint').parser;

/** @type {Record<import('./lint.mts').RuleSet, () => Config[]>} */
const ruleSets = {
	source: () => nodeCli.config,
	built: () => [
		{ ...community, files: ['**/*.js'], rules: { ...community.rules, 'no-console': 'error' } },
		{ files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },
	],
	description: () => [
		{
			files: ['**/*.ts'],
			languageOptions: { parser },
			plugins: { 'n8n-nodes-base': nodesBase, '@n8n/community-nodes': communityPlugin },
			rules: {
				...Object.fromEntries(Object.keys(community.rules ?? {}).map((rule) => [rule, 'error'])),
				...nodesBase.configs.nodes.rules,
				// These judge files and imports, which a description written out does not have; `source` runs them.
				'@n8n/community-nodes/icon-validation': 'off',
				'@n8n/community-nodes/icon-prefer-themed-variants': 'off',
				'@n8n/community-nodes/no-credential-reuse': 'off',
				'@n8n/community-nodes/node-connection-type-literal': 'off',
				// Left out by n8n's own lint command, too.
				'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
				'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
				'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
			},
		},
	],
};

/** @type {import('./lint.mts').LintJob} */
const job = JSON.parse(await text(process.stdin));
const eslint = new ESLint({
	cwd: job.cwd,
	allowInlineConfig: false,
	overrideConfigFile: true,
	overrideConfig: ruleSets[job.rules](),
	warnIgnored: false,
});
const results =
	'text' in job ? await eslint.lintText(job.text, { filePath: job.filePath }) : await eslint.lintFiles(job.files);
const errors = results.flatMap(({ filePath, messages }) =>
	messages
		.filter(({ severity }) => severity === 2)
		.map(({ line, ruleId, message }) => `${filePath.slice(job.cwd.length + 1)}:${line} ${ruleId} ${message}`),
);
const [first] = results;
/** @type {import('eslint').Linter.Config | undefined} */
const used = first && (await eslint.calculateConfigForFile(first.filePath));
const rules = Object.entries(used?.rules ?? {}).flatMap(([rule, setting]) => (isError(setting) ? [rule] : []));
process.stdout.write(JSON.stringify({ files: results.length, errors, rules }));

/** @param {unknown} setting */
function isError(setting) {
	const [severity] = Array.isArray(setting) ? setting : [setting];
	return severity === 2 || severity === 'error';
}

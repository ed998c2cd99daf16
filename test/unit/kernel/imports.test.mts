import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { makeTemporaryFolder, type TemporaryFolder } from '../../support/temporary.mts';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

interface Report {
	summary: {
		totalCruised: number;
		violations: Array<{ from: string; to: string; rule: { name: string } }>;
	};
}

/** What breaks the rules of .dependency-cruiser.cjs in a folder, as `rule: importer -> imported`. */
async function violationsIn(cwd: string, ...folders: string[]): Promise<{ files: number; violations: string[] }> {
	const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
	const config = join(root, '.dependency-cruiser.cjs');
	const parameters = [program, '--config', config, '--output-type', 'json', ...folders];
	// The program ends with the number of violations, so its output counts.
	const output = await new Promise<string>((resolve, reject) => {
		execFile(process.execPath, parameters, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
			stdout === '' ? reject(new Error(stderr, { cause: error })) : resolve(stdout),
		);
	});
	const { summary } = JSON.parse(output) as Report;
	const violations = summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`);
	return { files: summary.totalCruised, violations: violations.sort() };
}

describe('the imports of what ships', () => {
	it('keep to the rules', async () => {
		const { files, violations } = await violationsIn(root, 'nodes', 'credentials');
		expect(violations).toEqual([]);
		expect(files).toBeGreaterThan(200);
	});
});

describe('the rules of imports', () => {
	/** Files that hold nothing but imports, by what each imports. */
	const FILES: Record<string, string[]> = {
		'nodes/NewVendor/vendor.ts': ['../shared/values', './fields'],
		'nodes/NewVendor/fields.ts': [],
		'nodes/NewVendor/actions/list.ts': ['../../OtherVendor/vendor'],
		'nodes/OtherVendor/vendor.ts': [],
		'nodes/OtherVendor/a.ts': ['./b'],
		'nodes/OtherVendor/b.ts': ['./a'],
		'nodes/OtherVendor/tools.ts': ['n8n-workflow', 'luxon', 'node:fs', 'node:crypto', '../../sandbox/seed'],
		'nodes/shared/values.ts': [],
		'nodes/shared/failure.ts': ['../NewVendor/vendor'],
		'nodes/shared/types.ts': ['./fields/read'],
		'nodes/shared/fields/read.ts': ['../auth/session'],
		'nodes/shared/auth/session.ts': ['../http/send'],
		'nodes/shared/http/send.ts': ['../node/run'],
		'nodes/shared/node/run.ts': ['../trigger/poll'],
		'nodes/shared/trigger/poll.ts': ['../http/paging'],
		'nodes/shared/http/paging.ts': ['../auth/session'],
		'nodes/shared/attic/old.ts': ['../values'],
		'sandbox/seed.ts': [],
	};
	let folder: TemporaryFolder;
	let broken: string[];
	const brokenBy = (...rules: string[]) => broken.filter((one) => rules.includes(one.slice(0, one.indexOf(':'))));

	beforeAll(async () => {
		folder = await makeTemporaryFolder();
		for (const [name, targets] of Object.entries(FILES)) {
			const lines = targets.map((target) => `import type { A } from '${target}';`);
			await folder.write(name, `${lines.join('\n')}\nexport type A = string;\n`);
		}
		broken = (await violationsIn(folder.path, 'nodes')).violations;
	});
	afterAll(async () => {
		await folder.remove();
	});

	it('take a vendor that imports from itself and from the kernel', () => {
		expect(broken.filter((one) => one.includes('nodes/NewVendor/vendor.ts ->'))).toEqual([]);
	});

	it('refuse an import from one vendor to another, whichever folders there are', () => {
		expect(brokenBy('vendor-knows-no-other')).toEqual([
			'vendor-knows-no-other: nodes/NewVendor/actions/list.ts -> nodes/OtherVendor/vendor.ts',
		]);
	});

	it('refuse an import from the kernel to a vendor', () => {
		expect(brokenBy('kernel-knows-no-vendor')).toEqual([
			'kernel-knows-no-vendor: nodes/shared/failure.ts -> nodes/NewVendor/vendor.ts',
		]);
	});

	it('refuse imports of the kernel that go up its rooms, and a room without a rule', () => {
		expect(broken.filter((one) => /^kernel-(?!knows)/.test(one))).toEqual([
			'kernel-auth: nodes/shared/auth/session.ts -> nodes/shared/http/send.ts',
			'kernel-basics: nodes/shared/types.ts -> nodes/shared/fields/read.ts',
			'kernel-fields: nodes/shared/fields/read.ts -> nodes/shared/auth/session.ts',
			'kernel-has-these-rooms: nodes/shared/attic/old.ts -> nodes/shared/values.ts',
			'kernel-http: nodes/shared/http/send.ts -> nodes/shared/node/run.ts',
			'kernel-node: nodes/shared/node/run.ts -> nodes/shared/trigger/poll.ts',
		]);
	});

	it('refuse a circle, also one of types alone', () => {
		const [one = ''] = brokenBy('no-circle').filter((circle) => circle.includes('OtherVendor'));
		expect(one).toMatch(/^no-circle: nodes\/OtherVendor\/[ab]\.ts -> nodes\/OtherVendor\/[ab]\.ts$/);
	});

	it('refuse what does not ship: a package, a module of Node, a tool of the project', () => {
		expect(brokenBy('ships-alone')).toEqual([
			'ships-alone: nodes/OtherVendor/tools.ts -> fs',
			'ships-alone: nodes/OtherVendor/tools.ts -> luxon',
			'ships-alone: nodes/OtherVendor/tools.ts -> sandbox/seed.ts',
		]);
	});
});

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { release } from '../../../release/release.mjs';
import { makeTemporaryFolder, type TemporaryFolder } from '../../support/temporary.mts';

const DAY = '2026-11-21';

describe('npm run release', () => {
	let folder: TemporaryFolder;
	let root: string;

	beforeEach(async () => {
		folder = await makeTemporaryFolder();
		root = join(folder.path, 'project');
		await write('package.json', manifest('whole', { scripts: { test: 'node test.js' } }));
		await write('package-lock.json', { name: 'whole', version: '0.1.0', packages: { '': { version: '0.1.0' } } });
		await write('packages/part/package.json', manifest('part'));
		await folder.write('project/CHANGELOG.md', '# Changelog\n\n## Unreleased\n\n- A new thing.\n');
		await folder.write('project/test.js', 'require("node:fs").writeFileSync("../tested", "");');
		git('init', '--quiet', '--initial-branch=main');
		git('config', 'user.name', 'Maintainer');
		git('config', 'user.email', 'maintainer@carechain.example');
		git('config', 'commit.gpgsign', 'false');
		git('config', 'tag.gpgsign', 'false');
		commitAll();
	});

	afterEach(async () => {
		await folder.remove();
	});

	it('tests, then sets every version, moves the changes, commits and tags', async () => {
		const lines: string[] = [];
		await release({ root, wish: 'minor', day: DAY, say: (line) => lines.push(line) });

		expect(existsSync(join(folder.path, 'tested'))).toBe(true);
		for (const file of ['package.json', 'packages/part/package.json', 'package-lock.json']) {
			expect(JSON.parse(content(file))).toMatchObject({ version: '0.2.0' });
		}
		expect(JSON.parse(content('package-lock.json'))).toMatchObject({ packages: { '': { version: '0.2.0' } } });
		expect(content('CHANGELOG.md')).toContain(`## Unreleased\n\n## 0.2.0 (${DAY})\n\n- A new thing.`);
		expect(git('status', '--porcelain')).toBe('');
		expect(git('log', '-1', '--format=%s')).toBe('Release 0.2.0');
		expect(git('rev-parse', 'v0.2.0^{commit}')).toBe(git('rev-parse', 'HEAD'));
		expect(git('cat-file', '-t', 'v0.2.0')).toBe('tag');
		expect(lines.join()).toContain('git push --atomic origin main v0.2.0');
	});

	it('releases the version that package.json begins with', async () => {
		await release({ root, wish: '0.1.0', day: DAY, say: () => {} });
		expect(git('tag', '--list')).toBe('v0.1.0');
		expect(content('CHANGELOG.md')).toContain(`## 0.1.0 (${DAY})`);
	});

	it('changes nothing in a dry run, and runs no test', async () => {
		const before = git('rev-parse', 'HEAD');
		const lines: string[] = [];
		await release({ root, wish: 'patch', dryRun: true, day: DAY, say: (line) => lines.push(line) });
		expect(lines.join()).toMatch(/Nothing keeps 0\.1\.1 from being released/);
		expect([git('rev-parse', 'HEAD'), git('tag', '--list'), git('status', '--porcelain')]).toEqual([
			before,
			'',
			'',
		]);
		expect(existsSync(join(folder.path, 'tested'))).toBe(false);
	});

	const refusals: Array<[string, () => unknown, RegExp]> = [
		['something is not committed', () => folder.write('project/new.txt', ''), /there are changes:\n\?\? new\.txt/],
		['the branch is another', () => git('switch', '--quiet', '-c', 'topic'), /branch main; this is topic/],
		['no branch is checked out', () => git('checkout', '--quiet', '--detach'), /branch main; this is none/],
		['the tag is there', () => git('tag', 'v0.2.0'), /The tag v0\.2\.0 is already there/],
		[
			'nothing is unreleased',
			async () => {
				await folder.write('project/CHANGELOG.md', '# Changelog\n\n## Unreleased\n');
				commitAll();
			},
			/nothing under "## Unreleased"/,
		],
		[
			'a test fails',
			async () => {
				await folder.write('project/test.js', 'process.exit(1);');
				commitAll();
			},
			/test --silent" ended with exit code 1/,
		],
		[
			'the tests leave something behind',
			async () => {
				await folder.write('project/test.js', 'require("node:fs").writeFileSync("left.txt", "");');
				commitAll();
			},
			/there are changes:\n\?\? left\.txt/,
		],
		['main is behind the server', () => pushFromElsewhere(), /main is 1 commits? behind the server/],
		['the tag is on the server', () => pushFromElsewhere('v0.2.0'), /v0\.2\.0 is already on the server/],
	];

	it.each(refusals)('refuses when %s, and releases nothing', async (_when, prepare, message) => {
		await prepare();
		const before = git('rev-parse', 'HEAD');
		await expect(release({ root, wish: 'minor', day: DAY, say: () => {} })).rejects.toThrow(message);
		expect(git('rev-parse', 'HEAD')).toBe(before);
		expect(content('package.json')).toContain('"version": "0.1.0"');
		expect(git('log', '--all', '--format=%s')).not.toContain('Release');
	});

	it('goes on when the server knows nothing newer', async () => {
		serve();
		await release({ root, wish: 'minor', day: DAY, say: () => {} });
		expect(git('tag', '--list')).toBe('v0.2.0');
	});

	function manifest(name: string, more = {}) {
		return { name, version: '0.1.0', ...more };
	}

	async function write(name: string, value: unknown) {
		await folder.write(`project/${name}`, `${JSON.stringify(value, null, 2)}\n`);
	}

	function content(name: string): string {
		return readFileSync(join(root, name), 'utf8');
	}

	function commitAll() {
		git('add', '-A');
		git('commit', '--quiet', '-m', 'Work');
	}

	/** Makes a server that has what the project has. @returns its address */
	function serve(): string {
		const server = join(folder.path, 'server.git');
		git('clone', '--quiet', '--bare', root, server);
		git('remote', 'add', 'origin', server);
		return server;
	}

	/** Somebody else pushes a commit, or only a tag when one is given. */
	function pushFromElsewhere(tag?: string) {
		const server = serve();
		const there = ['--git-dir', server, '-c', 'user.name=Other', '-c', 'user.email=other@carechain.example'];
		if (tag) {
			git(...there, 'tag', tag, 'main');
			return;
		}
		const commit = git(...there, 'commit-tree', 'main^{tree}', '-p', 'main', '-m', 'Elsewhere');
		git(...there, 'update-ref', 'refs/heads/main', commit);
	}

	function git(...args: string[]): string {
		const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
		if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
		return stdout.trim();
	}
});

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isTaken, licencesPage, toolsOf } from '../../../release/licences.mjs';
import { manifestOf } from '../../../release/project.mjs';
import { runNpm } from '../../../release/run-npm.mjs';
import { billOfPackage, billOfTools } from '../../../release/sbom.mjs';
import { scanForSecrets } from '../../../release/scan-secrets.mjs';
import { PARTS, projectRoot, read } from '../../support/parts.mts';
import { makeTemporaryFolder, type TemporaryFolder } from '../../support/temporary.mts';

/** Folders with a lockfile, relative to the project. */
function lockedFolders(folder = ''): string[] {
	const entries = readdirSync(join(projectRoot, folder), { withFileTypes: true });
	const own = entries.some(({ name }) => name === 'package-lock.json') ? [folder] : [];
	const inner = entries.filter((entry) => entry.isDirectory() && !/^(\.|node_modules$|dist$|out$)/.test(entry.name));
	return [...own, ...inner.flatMap(({ name }) => lockedFolders(join(folder, name)))];
}

describe('a lockfile', () => {
	const folders = lockedFolders();

	it('is there for the project and for the n8n that is started', () => {
		expect(folders).toEqual(expect.arrayContaining(['', join('tools', 'n8n'), join('tools', 'node')]));
	});

	it.each(folders)('in "%s" names no address, and a checksum for every package', (folder) => {
		const { packages } = JSON.parse(read(folder, 'package-lock.json')) as {
			packages: Record<string, { resolved?: string; integrity?: string; link?: boolean; inBundle?: boolean }>;
		};
		const entries = Object.entries(packages).filter(([path]) => path !== '');
		expect(entries.length).toBeGreaterThan(0);
		expect(entries.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([]);
		const bare = entries.filter(([, { integrity, link, inBundle }]) => !integrity && !link && !inBundle);
		expect(bare.map(([path]) => path)).toEqual([]);
	});

	// The old versions of n8n in compat are there because they are old.
	const kept = folders.filter((folder) => !folder.startsWith('compat'));
	it.each(kept)('in "%s" is looked after by Dependabot', (folder) => {
		expect(read('.github', 'dependabot.yml')).toMatch(
			new RegExp(`director(y: |ies: \\[[^\\]]*)/${folder}(?![\\w/-])`),
		);
	});

	it('of the project installs nothing at the production level', () => {
		const { packages } = JSON.parse(read('package-lock.json')) as {
			packages: Record<string, { dev?: boolean; devOptional?: boolean; peer?: boolean }>;
		};
		const shipped = Object.entries(packages).filter(([path, { dev, devOptional }]) => path && !dev && !devOptional);
		expect(shipped.map(([path]) => path)).toEqual([]);
	});
});

describe('a package', () => {
	it.each([undefined, ...PARTS])('(%s; the whole when undefined) has no dependency but n8n itself', (part) => {
		const manifest = manifestOf(part);
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		for (const kind of ['dependencies', 'optionalDependencies', 'bundledDependencies', 'bundleDependencies']) {
			expect(manifest[kind]).toBeUndefined();
		}
	});
});

describe('a bill of materials', () => {
	let folder: TemporaryFolder;

	beforeAll(async () => {
		folder = await makeTemporaryFolder();
	});

	afterAll(async () => {
		await folder.remove();
	});

	it('of a package names the package, its tarball and nothing else', async () => {
		const tarball = await folder.write('it.tgz', 'packed');
		const bom = billOfPackage(join(projectRoot, 'packages', PARTS[0] ?? ''), tarball);
		expect(bom).toMatchObject({ bomFormat: 'CycloneDX', components: [] });
		const { name, version } = manifestOf(PARTS[0]);
		expect(bom.metadata.component).toMatchObject({ name, version, purl: `pkg:npm/${name}@${version}` });
		expect(bom.metadata.component.hashes?.[0]?.content).toMatch(/^[0-9a-f]{128}$/);
	});

	it('of the tools holds every package of the lockfile', () => {
		const bom = billOfTools(projectRoot);
		expect(bom.metadata.component.name).toBe('n8n-nodes-carechain');
		// By their addresses: some are installed under another name than their own.
		const known = new Set(bom.components.map(({ purl }) => decodeURIComponent(purl).replace(/@[^@]+$/, '')));
		const missing = toolsOf().filter(({ name }) => !known.has(`pkg:npm/${name}`));
		expect(missing.map(({ name }) => name)).toEqual([]);
	});

	it('is not made of what npm cannot read', async () => {
		await folder.write('broken/package.json', '{');
		expect(() => runNpm(['sbom', '--sbom-format=cyclonedx'], join(folder.path, 'broken'))).toThrow(
			/npm sbom failed/,
		);
	});
});

describe('the licences of the tools', () => {
	it('are listed as the lockfile has them (npm run licences)', () => {
		expect(read('docs', 'licences.md')).toBe(licencesPage());
	});

	it.each(['MIT', '(MIT OR GPL-3.0-only)', 'Apache-2.0 AND MIT', '(AFL-2.1 OR BSD-3-Clause)'])(
		'may be %s',
		(licence) => {
			expect(isTaken(licence)).toBe(true);
		},
	);

	it.each(['GPL-3.0-only', 'AGPL-3.0-or-later', 'MIT AND SSPL-1.0', 'UNLICENSED', 'not stated', 'BUSL-1.1'])(
		'may not be %s',
		(licence) => {
			expect(isTaken(licence)).toBe(false);
		},
	);

	it('are refused by name when one of them is not taken', () => {
		const lockfile = JSON.stringify({
			packages: { '': {}, 'node_modules/a': { license: 'MIT' }, 'node_modules/b/node_modules/@c/d': {} },
		});
		expect(() => licencesPage(toolsOf(lockfile))).toThrow(/not taken: @c\/d \(not stated\)/);
	});

	it("take n8n's own licence for n8n's packages only", () => {
		const license = 'SEE LICENSE IN LICENSE.md';
		const of = (name: string) =>
			toolsOf(JSON.stringify({ packages: { [`node_modules/${name}`]: { license } } }))[0];
		expect(of('n8n-core')?.licence).toBe('Sustainable Use License (n8n)');
		expect(of('other')?.licence).toBe(license);
	});
});

describe('the scan for secrets', () => {
	// Put together here, so that this file itself holds none.
	const secret = `AWS_SECRET_ACCESS_KEY = "${'wJalrXUtnFEMI/K7MDENG/bPxRfiCY'}${'ZEKSAMPLE1'}"\n`;
	let folder: TemporaryFolder;

	beforeEach(async () => {
		folder = await makeTemporaryFolder();
		git('init', '--quiet');
		await folder.write('clean.txt', 'nothing to see\n');
		commitAll();
	});

	afterEach(async () => {
		await folder.remove();
	});

	it('finds none in the project', () => {
		const { files, findings } = scanForSecrets();
		expect(findings).toBe('');
		expect(files).toBeGreaterThan(500);
	});

	it('finds one in a new file, and does not show it', async () => {
		await folder.write('folder/settings.txt', secret);
		const { findings } = scanForSecrets({ root: folder.path });
		expect(findings).toContain('settings.txt');
		expect(findings).not.toContain('wJalrXUtnFEMI');
	});

	it('looks into no file that is ignored', async () => {
		await folder.write('settings.txt', secret);
		await folder.write('.gitignore', 'settings.txt\n');
		expect(scanForSecrets({ root: folder.path })).toEqual({ files: 2, findings: '' });
	});

	it('finds one that was committed and removed again, when asked for what was pushed', async () => {
		const before = git('rev-parse', 'HEAD');
		await folder.write('folder/settings.txt', secret);
		commitAll();
		git('rm', '--quiet', 'folder/settings.txt');
		commitAll();
		expect(scanForSecrets({ root: folder.path }).findings).toBe('');
		expect(scanForSecrets({ root: folder.path, since: before }).findings).toContain('settings.txt');
	});

	it('says so when the revision is not there', () => {
		expect(() => scanForSecrets({ root: folder.path, since: 'nowhere' })).toThrow(/git rev-list failed/);
	});

	function commitAll() {
		git('add', '-A');
		git('-c', 'commit.gpgsign=false', 'commit', '--quiet', '-m', 'Work');
	}

	function git(...args: string[]): string {
		const who = ['-c', 'user.name=Maintainer', '-c', 'user.email=maintainer@carechain.example'];
		const { status, stdout, stderr } = spawnSync('git', [...who, ...args], { cwd: folder.path, encoding: 'utf8' });
		if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
		return stdout.trim();
	}
});

describe('SECURITY.md', () => {
	it('says how to report and what is supported', () => {
		const text = readFileSync(join(projectRoot, 'SECURITY.md'), 'utf8');
		expect(text).toContain('https://github.com/carechain/n8n-nodes-carechain/security/advisories/new');
		expect(text).toMatch(/^## Supported versions$/m);
	});
});

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../tools/build.mjs';
import { plainEnvironment, run } from '../../tools/process.mts';
import { ensureHost } from '../../tools/setup.mjs';
import { hostRoot, projectRoot } from '../../tools/stack.mts';
import { deployFolder, readCompose, type ComposeService } from './compose.mts';

/** Building and installing take long where others work too, in milliseconds. */
const BUSY_MACHINE = 20 * 60_000;

const N8N_SERVICES = ['main', 'webhook', 'worker'];
const compose = readCompose();
const services = Object.entries(compose.services);

/** The keys of the Compose specification that are used here, by where they stand. */
const KNOWN = {
	file: ['name', 'services', 'secrets', 'volumes'],
	service: [
		...['image', 'build', 'command', 'restart', 'stop_grace_period', 'stop_signal', 'environment', 'secrets'],
		...['depends_on', 'healthcheck', 'logging', 'ports', 'volumes', 'deploy'],
	],
	healthcheck: ['test', 'interval', 'timeout', 'retries', 'start_period'],
};

describe('deploy/queue/compose.yaml', () => {
	it('has the parts of queue mode: main, webhook processor, workers, PostgreSQL and Redis', () => {
		expect(Object.keys(compose.services).sort()).toEqual(['main', 'postgres', 'redis', 'webhook', 'worker']);
		expect(compose.services.webhook?.command).toBe('webhook');
		expect(compose.services.worker?.command).toBe('worker');
		expect(compose.services.worker?.deploy).toEqual({ replicas: 2 });
		for (const name of N8N_SERVICES) expect(serviceOf(name).environment.EXECUTIONS_MODE).toBe('queue');
	});

	it('uses only keys that Compose knows', () => {
		const top = Object.keys(compose).filter((key) => !key.startsWith('x-'));
		expect(top.filter((key) => !KNOWN.file.includes(key))).toEqual([]);
		for (const [, service] of services) {
			expect(Object.keys(service).filter((key) => !KNOWN.service.includes(key))).toEqual([]);
			const checks = Object.keys(service.healthcheck ?? {});
			expect(checks.filter((key) => !KNOWN.healthcheck.includes(key))).toEqual([]);
		}
	});

	it.each(services)('starts %s again when it ends and tells whether it is well', (_name, service) => {
		expect(service.restart).toBe('unless-stopped');
		expect(['CMD', 'CMD-SHELL']).toContain(service.healthcheck?.test[0]);
		for (const time of ['interval', 'timeout']) {
			expect((service.healthcheck as unknown as Record<string, string>)[time]).toMatch(/^\d+s$/);
		}
	});

	it.each(services)('lets %s wait only for services that tell whether they are well', (_name, service) => {
		for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
			expect(condition).toBe('service_healthy');
			expect(serviceOf(other).healthcheck).toBeDefined();
		}
	});

	it.each(services)('gives %s secrets that exist, as files and never as words', (_name, service) => {
		for (const secret of service.secrets) expect(Object.keys(compose.secrets)).toContain(secret);
		for (const [name, value] of Object.entries(service.environment ?? {})) {
			const file = /^\/run\/secrets\/(\w+)$/.exec(String(value))?.[1];
			expect([name, name.endsWith('_FILE')]).toEqual([name, file !== undefined]);
			if (file) expect(service.secrets).toContain(file);
			if (!file) expect(name).not.toMatch(/PASSWORD|SECRET|TOKEN|ENCRYPTION_KEY/);
		}
	});

	it('keeps the secrets out of the repository', () => {
		const ignored = readFileSync(join(deployFolder, '.gitignore'), 'utf8').split('\n');
		expect(ignored).toContain('secrets/');
		for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/secrets\/\w+$/);
	});

	it('opens the editor and the webhooks to this machine only, and nothing else', () => {
		const open = services.flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`));
		expect(open).toEqual(['main 127.0.0.1:5678:5678', 'webhook 127.0.0.1:5679:5678']);
	});

	it('uses volumes that are declared, and no folder of n8n in one: the package comes with the image', () => {
		for (const [, { volumes = [] }] of services) {
			for (const volume of volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
		}
		for (const name of N8N_SERVICES) expect(serviceOf(name).volumes).toBeUndefined();
	});

	it('names a version of every image', () => {
		const taken = services.filter(([name]) => !N8N_SERVICES.includes(name)).map(([, { image }]) => image);
		for (const image of taken) expect(image).toMatch(/^[a-z]+:\d+-alpine$/);
		const host = JSON.parse(readFileSync(join(hostRoot, 'package.json'), 'utf8')) as {
			dependencies: { n8n: string };
		};
		expect(dockerfile()).toContain(`ARG N8N_VERSION=${host.dependencies.n8n}\n`);
	});

	it('gives main, webhook processor and workers the same settings but for what their part needs', () => {
		const [main, webhook, worker] = N8N_SERVICES.map((name) => serviceOf(name).environment);
		const own = ['N8N_EDITOR_BASE_URL', 'N8N_DISABLE_PRODUCTION_MAIN_PROCESS', 'N8N_CONCURRENCY_PRODUCTION_LIMIT'];
		const shared = (settings: Record<string, string> | undefined) =>
			Object.entries(settings ?? {}).filter(([name]) => !own.includes(name));
		expect(shared(main)).toEqual(shared(webhook));
		expect(shared(worker)).toEqual(shared(webhook));
	});

	it('stops a worker later than n8n gives up waiting for its executions', () => {
		const { environment, stop_grace_period: period } = serviceOf('worker');
		expect(parseInt(String(period), 10)).toBeGreaterThan(Number(environment.N8N_GRACEFUL_SHUTDOWN_TIMEOUT));
	});

	it('lets Redis write down every job and throw none away', () => {
		const command = String(serviceOf('redis').command);
		expect(command).toContain('--appendonly yes');
		expect(command).toContain('--maxmemory-policy noeviction');
	});

	it(
		'sets only variables that n8n reads',
		async () => {
			await ensureHost();
			const read = variablesOfN8n();
			const set = Object.keys(serviceOf('main').environment).concat(Object.keys(serviceOf('worker').environment));
			const unknown = set.filter((name) => !read.has(name) && !read.has(name.replace(/_FILE$/, '')));
			expect(unknown).toEqual([]);
			expect(set.length).toBeGreaterThan(20);
		},
		BUSY_MACHINE,
	);
});

describe('deploy/queue/Dockerfile', () => {
	it(
		'installs a packed package by its own command, without the n8n-workflow that n8n brings',
		async () => {
			await ensureBuilt();
			const folder = await mkdtemp(join(tmpdir(), 'carechain-image-'));
			try {
				const env = plainEnvironment({ npm_config_update_notifier: 'false' });
				const packing = ['pack', '--quiet', '--ignore-scripts', `--pack-destination=${folder}`];
				await run('npm', packing, { cwd: projectRoot, env });
				const [tarball] = await readdir(folder);
				const command = /^RUN (npm install .*) "\$\{PACKAGE\}"$/m.exec(dockerfile())?.[1]?.split(' ') ?? [];
				expect(command.slice(0, 2)).toEqual(['npm', 'install']);
				await run('npm', [...command.slice(1), '--offline', `./${tarball}`], { cwd: folder, env });
				const installed = await readdir(join(folder, 'node_modules'));
				expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['n8n-nodes-carechain']);
				expect(existsSync(join(folder, 'node_modules', 'n8n-nodes-carechain', 'dist', 'nodes'))).toBe(true);
			} finally {
				await rm(folder, { recursive: true, force: true });
			}
		},
		BUSY_MACHINE,
	);

	it('puts it where n8n looks for community packages', () => {
		expect(dockerfile()).toContain('ENV N8N_USER_FOLDER=/opt/n8n\n');
		expect(dockerfile()).toContain('WORKDIR /opt/n8n/.n8n/nodes\n');
	});
});

function serviceOf(name: string): ComposeService {
	const service = compose.services[name];
	if (!service) throw new Error(`compose.yaml has no service ${name}`);
	return service;
}

function dockerfile(): string {
	return readFileSync(join(deployFolder, 'Dockerfile'), 'utf8');
}

/** Every environment variable that n8n's own packages read: declared in its settings, or asked for by name. */
function variablesOfN8n(): Set<string> {
	const modules = join(hostRoot, 'node_modules');
	const folders = ['@n8n/config', '@n8n/backend-common', 'n8n-core', 'n8n'].map((name) =>
		join(modules, name, 'dist'),
	);
	const found = new Set<string>();
	for (const file of folders.flatMap(scriptsIn)) {
		const text = readFileSync(file, 'utf8');
		for (const [, declared, asked] of text.matchAll(/\bEnv\)\('(\w+)'|process\.env\.([A-Z]\w+)/g)) {
			found.add(declared ?? asked ?? '');
		}
	}
	return found;
}

function scriptsIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return scriptsIn(path);
		return entry.name.endsWith('.js') ? [path] : [];
	});
}

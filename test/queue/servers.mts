import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Closer } from '../../tools/closer.mts';
import { eventually } from '../../tools/n8n-client.mts';
import { freePorts } from '../../tools/ports.mts';
import { launch, plainEnvironment, run, type RunningProcess } from '../../tools/process.mts';
import { ensurePrograms } from '../../tools/programs.mjs';

const KEEPER = join(dirname(fileURLToPath(import.meta.url)), 'keeper.mjs');
const START_LIMIT = 60_000;
const NOBODY_ELSE = { uid: -1, gid: -1 };

/** Speed counts here, surviving a power cut does not. */
const POSTGRES_SETTINGS = [
	...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'lc_messages=C'],
	...['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'],
];

export interface DatabaseServer {
	port: number;
	user: string;
	password: string;
	database: string;
}

export interface QueueServer {
	port: number;
	password: string;
	/** Stops Redis politely and starts it again on the same files; resolves when it answers again. */
	restart(): Promise<void>;
}

/** Starts an empty PostgreSQL on the loopback address; the files it makes are removed when it is closed. */
export async function startPostgres(closer: Closer): Promise<DatabaseServer> {
	const { initdb, postgres } = await ensurePrograms('initdb', 'postgres');
	const user = databaseUser();
	const folder = await temporaryFolder(closer, 'carechain-postgres-', user);
	const password = randomBytes(12).toString('hex');
	const passwordFile = join(folder, 'password');
	await writeFile(passwordFile, password, { mode: 0o600 });
	if (user.uid >= 0) await chown(passwordFile, user.uid, user.gid);

	const data = join(folder, 'data');
	const access = ['-U', 'n8n', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
	const making = ['-D', data, '-E', 'UTF8', '--locale=C', '--no-sync', ...access];
	await run(process.execPath, keep(user, initdb, making), { cwd: folder, env: plainEnvironment() });

	const [port] = (await freePorts(1)) as [number];
	const settings = POSTGRES_SETTINGS.flatMap((setting) => ['-c', setting]);
	const server = await start(closer, user, postgres, ['-D', data, '-p', String(port), ...settings], folder);
	await untilReady(server, 'PostgreSQL', async () => server.output().includes('ready to accept connections'));
	return { port, user: 'n8n', password, database: 'postgres' };
}

/** Starts an empty Redis on the loopback address that writes every command to a file, so that no job is forgotten. */
export async function startRedis(closer: Closer): Promise<QueueServer> {
	const { redis } = await ensurePrograms('redis');
	const folder = await temporaryFolder(closer, 'carechain-redis-', NOBODY_ELSE);
	const password = randomBytes(12).toString('hex');
	const [port] = (await freePorts(1)) as [number];
	const settings = join(folder, 'redis.conf');
	const lines = [
		...[`port ${port}`, 'bind 127.0.0.1', `dir ${folder}`, `requirepass ${password}`],
		...['save ""', 'appendonly yes', 'appendfsync everysec', 'maxmemory-policy noeviction'],
	];
	await writeFile(settings, `${lines.join('\n')}\n`, { mode: 0o600 });

	async function startAgain(): Promise<RunningProcess> {
		const server = await start(closer, NOBODY_ELSE, redis, [settings], folder);
		await untilReady(server, 'Redis', async () => await answersPing(port, password));
		return server;
	}
	let server = await startAgain();
	return {
		port,
		password,
		async restart() {
			await server.stop();
			server = await startAgain();
		},
	};
}

/** PostgreSQL does not run as root; Debian's package brings a user for it. */
function databaseUser(): typeof NOBODY_ELSE {
	if (process.getuid?.() !== 0) return NOBODY_ELSE;
	const [uid, gid] = ['-u', '-g'].map((flag) => {
		const answer = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
		return answer.status === 0 ? Number(answer.stdout) : 65_534;
	});
	return { uid: uid as number, gid: gid as number };
}

async function temporaryFolder(closer: Closer, prefix: string, user: typeof NOBODY_ELSE): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), prefix));
	closer.add(async () => await rm(folder, { recursive: true, force: true, maxRetries: 5 }));
	if (user.uid >= 0) await chown(folder, user.uid, user.gid);
	return folder;
}

function keep({ uid, gid }: typeof NOBODY_ELSE, program: string, args: string[]): string[] {
	return [KEEPER, String(uid), String(gid), program, ...args];
}

async function start(
	closer: Closer,
	user: typeof NOBODY_ELSE,
	program: string,
	args: string[],
	cwd: string,
): Promise<RunningProcess> {
	const env = plainEnvironment();
	const server = await launch(process.execPath, keep(user, program, args), { cwd, env, leash: true });
	closer.add(async () => await server.stop());
	return server;
}

async function untilReady(server: RunningProcess, name: string, isReady: () => Promise<boolean>): Promise<void> {
	await eventually(
		`${name} to be ready`,
		async () => {
			if (!server.running) return 'ended' as const;
			return (await isReady()) ? ('ready' as const) : undefined;
		},
		START_LIMIT,
	);
	if (!server.running) throw new Error(`${name} ended while it was starting:\n${server.output().slice(-2000)}`);
}

/** A Redis that still reads its file answers with an error. */
async function answersPing(port: number, password: string): Promise<boolean> {
	return await new Promise((resolve) => {
		let said = '';
		const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
		socket.setTimeout(1000, () => socket.destroy());
		socket.on('data', (chunk) => {
			said += chunk.toString();
			if (said.includes('+PONG')) socket.destroy();
		});
		socket.on('error', () => socket.destroy());
		socket.on('close', () => resolve(said.includes('+PONG')));
	});
}

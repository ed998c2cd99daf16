import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * Finds TCP ports on the loopback address that nobody listens on.
 * All of them are held until the last is found, so that they differ.
 */
export async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(Array.from({ length: count }, async () => await listen(0)));
	const ports = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(servers.map(close));
	return ports;
}

/** The port asked for, or another free one when it is taken. */
export async function portOrFree(wanted: number): Promise<number> {
	try {
		await close(await listen(wanted));
		return wanted;
	} catch {
		const [port] = await freePorts(1);
		return port as number;
	}
}

async function listen(port: number): Promise<Server> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve(server));
	});
}

async function close(server: Server): Promise<void> {
	await new Promise((resolve) => server.close(resolve));
}

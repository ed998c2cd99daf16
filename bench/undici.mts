import { createRequire } from 'node:module';
import { join } from 'node:path';
import { hostRoot } from '../tools/stack.mts';
import { TOKEN, type BenchVendor } from './vendor.mts';
import type { Spent } from './measure.mts';

interface UndiciPool {
	request(options: {
		method: string;
		path: string;
		headers: Record<string, string>;
		body: string;
	}): Promise<{ statusCode: number; body: { json(): Promise<unknown> } }>;
	close(): Promise<void>;
}

const SAMPLE_EVERY_MS = 10;

/**
 * (g) The floor without n8n: undici's pool in this process, as many connections as requests at once. A refused request
 * is not sent again.
 */
export async function runUndici(vendor: BenchVendor, items: number, concurrency: number): Promise<Spent> {
	const { Pool } = createRequire(join(hostRoot, 'package.json'))('undici') as {
		Pool: new (origin: string, options: { connections: number }) => UndiciPool;
	};
	const pool = new Pool(vendor.url, { connections: concurrency });
	let peak = process.memoryUsage.rss();
	const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), SAMPLE_EVERY_MS);
	const cpu = process.cpuUsage();
	const started = performance.now();
	let next = 0;
	let delivered = 0;

	async function work(): Promise<void> {
		while (next < items) {
			const index = next++;
			const { statusCode, body } = await pool.request({
				method: 'POST',
				path: '/apis/v1/patient',
				headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
				body: JSON.stringify(patient(index)),
			});
			await body.json();
			if (statusCode === 200) delivered += 1;
		}
	}

	await Promise.all(Array.from({ length: concurrency }, work));
	const wallMs = Math.round(performance.now() - started);
	const { user, system } = process.cpuUsage(cpu);
	clearInterval(timer);
	await pool.close();
	return {
		wallMs,
		cpuMs: Math.round((user + system) / 1000),
		peakMb: Math.round(peak / 1e6),
		decryptions: 0,
		delivered,
	};
}

function patient(index: number): Record<string, unknown> {
	return {
		first_name: 'Maria',
		last_name: `Lindqvist-${index}`,
		date_of_birth: '1990-05-17',
		sex: 'FEMALE',
		clinic_id: 1024,
		mobile: '617-555-0100',
	};
}

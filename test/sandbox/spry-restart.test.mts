import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spry } from '../../sandbox/seed.mts';
import { send, signedIn, startedSandbox } from './support.mts';

test('Spry keeps changes to what it started with, files and subscriptions across a restart with a data file', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'carechain-sandbox-'));
	const data = join(folder, 'data.sqlite');
	try {
		const first = await startedSandbox({ data });
		const headers = await signedIn(first, 'spry');
		await send(`${first.spry}/v1/doctor/602`, { headers, json: { about: 'Changed.' } });
		const multipart = new FormData();
		const place = { bucket_name: spry.buckets[0]!, file_path: 'patients', file_name: 'a.txt' };
		for (const [name, value] of Object.entries(place)) multipart.append(name, value);
		multipart.append('file', new Blob(['hello']), 'a.txt');
		const uploaded = await send(`${first.spry}/apis/v1/file/upload/unsigned`, { headers, multipart });
		const subscription = { name: 'n8n', event_types: ['case.created'], notification_url: 'http://127.0.0.1:9/x' };
		await send(`${first.spry}/api/v2/subscriptions`, { headers, json: subscription });
		await first.stop();

		const second = await startedSandbox({ data });
		try {
			const doctor = await send(`${second.spry}/v1/doctor/602`, { headers });
			expect(doctor.body).toMatchObject({ data: { about: 'Changed.' } });
			const { file_url } = (uploaded.body as { data: { file_url: string } }).data;
			const file = await fetch(second.spry + new URL(file_url).pathname);
			expect(await file.text()).toBe('hello');
			const listed = await send(`${second.spry}/api/v2/subscriptions`, { headers });
			expect(listed.body).toMatchObject({ data: [subscription] });
		} finally {
			await second.stop();
		}
	} finally {
		rmSync(folder, { recursive: true });
	}
});

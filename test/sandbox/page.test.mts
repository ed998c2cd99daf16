import { request as httpRequest } from 'node:http';
import type { LaunchedSandbox } from '../../sandbox/client.mts';
import { clockOf, hoursOf, isDay, lanesOf, later, startOf } from '../../sandbox/page/browser/day.mjs';
import { ekaCare, medMitra, spry } from '../../sandbox/seed.mts';
import { send, sendPath, signedIn, startedSandbox } from './support.mts';

interface Listed {
	total: number;
	page: number;
	pages: number;
	rows: Array<{ id: string; seeded: boolean; cells: unknown[] }>;
}

/** Headers a browser sets, which `fetch` keeps for itself. */
function statusOf(url: string, method: string, headers: Record<string, string>): Promise<number> {
	return new Promise((resolve, reject) => {
		const request = httpRequest(url, { method, headers, agent: false }, (response) => {
			response.resume();
			response.on('end', () => resolve(response.statusCode ?? 0));
		});
		request.on('error', reject);
		request.end();
	});
}

describe('the page of the sandbox', () => {
	let sandbox: LaunchedSandbox;
	beforeAll(async () => void (sandbox = await startedSandbox()));
	beforeEach(() => sandbox.reset());
	afterAll(() => sandbox?.stop());
	const look = async <T,>(path: string) => (await send(`${sandbox.control}${path}`)).body as T;

	test('accepts scripts, its own page and links, and refuses every other page', async () => {
		const { control } = sandbox;
		const { port } = new URL(control);
		const reset = `${control}/reset`;
		const asks = async (headers: Record<string, string>, method = 'POST', url = reset) =>
			await statusOf(url, method, headers);
		expect({
			script: await asks({}),
			own: await asks({ origin: control, 'sec-fetch-site': 'same-origin' }),
			byName: await asks({ host: `localhost:${port}`, origin: `http://localhost:${port}` }),
			typed: await asks({ 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, 'GET', control),
			link: await asks(
				{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
				'GET',
				control,
			),
		}).toEqual({ script: 200, own: 200, byName: 200, typed: 200, link: 200 });
		expect({
			elsewhere: await asks({ origin: 'https://evil.example' }),
			nowhere: await asks({ origin: 'null' }),
			neighbour: await asks({ origin: `http://127.0.0.1:${Number(port) - 1}` }),
			mixed: await asks({ origin: `http://localhost:${port}` }),
			renamed: await asks({ host: `evil.example:${port}` }),
			lookalike: await asks({ host: `127.0.0.1.evil.example:${port}` }),
			formPost: await asks({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }),
			sameSite: await asks({ 'sec-fetch-site': 'same-site' }),
			picture: await asks(
				{ 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' },
				'GET',
				`${control}/state`,
			),
			frame: await asks(
				{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
				'GET',
				control,
			),
			listening: await asks({ origin: 'https://evil.example' }, 'GET', `${control}/events`),
		}).toEqual({
			...{ elsewhere: 403, nowhere: 403, neighbour: 403, mixed: 403, renamed: 403, lookalike: 403 },
			...{ formPost: 403, sameSite: 403, picture: 403, frame: 403, listening: 403 },
		});
	});

	test('allows itself nothing but its own files, and serves nothing else', async () => {
		const { headers, body } = await send(sandbox.control);
		expect(headers.get('content-security-policy')).toMatch(
			/^default-src 'none'; script-src 'self'; style-src 'self'/,
		);
		expect(headers.get('content-security-policy')).not.toContain('unsafe');
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		const text = String(body);
		expect(text).not.toMatch(/ on\w+=|style=|<script(?![^>]* src=)|https?:\/\//);
		const asked = [...text.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path]) => path!);
		expect(asked).toEqual(expect.arrayContaining(['/page/style.css', '/page/main.mjs', '/page/mark.svg']));
		for (const path of asked) expect([path, await sendPath(sandbox.control, path)]).toEqual([path, 200]);
		for (const path of [
			'/page/',
			'/page/../page.mts',
			'/page/%2e%2e/page.mts',
			'/icons/../package.json',
			'/page/index.html',
		]) {
			expect([path, await sendPath(sandbox.control, path)]).toEqual([path, 404]);
		}
	});

	test('lists the newest first, page by page, and finds what holds every word', async () => {
		const first = await look<Listed>('/view/list?vendor=ekaCare&kind=patients&size=7');
		expect(first).toMatchObject({ total: ekaCare.patients.length, page: 1, pages: 5 });
		expect(first.rows[0]).toMatchObject({ id: ekaCare.patients.at(-1)!.oid, seeded: true });
		const beyond = await look<Listed>('/view/list?vendor=ekaCare&kind=patients&size=7&page=99');
		expect([beyond.page, beyond.rows.length]).toEqual([5, 2]);
		const found = await look<Listed>('/view/list?vendor=ekaCare&kind=patients&search=1984-02+MAREN');
		expect(found.rows.map(({ cells }) => cells[0])).toEqual(['maren holloway']);
		expect((await look<Listed>('/view/list?vendor=ekaCare&kind=patients&search=%25')).total).toBe(0);
		expect((await look<Listed>("/view/list?vendor=spry&kind=patients&search='")).total).toBe(0);
	});

	test('lists MedMitra’s cases in the order of their creation, whatever their ids', async () => {
		const names = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'];
		for (const name of names) {
			const form = new FormData();
			const given = {
				user_id: medMitra.doctors[0]!.id,
				patient_name: name,
				patient_age: '40',
				patient_gender: 'Female',
			};
			for (const [field, value] of Object.entries(given)) form.append(field, value);
			expect((await send(`${sandbox.medMitra}/cases/create_case`, { multipart: form })).status).toBe(201);
		}
		const { rows } = await look<Listed>('/view/list?vendor=medMitra&kind=cases');
		expect(rows.map(({ cells }) => cells[0])).toEqual(names.reverse());
	});

	test('lists every kind of record, and refuses unknown kinds', async () => {
		const { vendors } = await look<{ vendors: Array<{ name: string; views: Array<{ kind: string }> }> }>(
			'/view/catalogue',
		);
		for (const { name, views } of vendors) {
			for (const { kind } of views) {
				const { status } = await send(`${sandbox.control}/view/list?vendor=${name}&kind=${kind}&search=a`);
				expect([name, kind, status]).toEqual([name, kind, 200]);
			}
		}
		const wrong = [
			...[
				'list?vendor=epic&kind=patients',
				'list?vendor=spry&kind=token_era',
				'list?vendor=spry&kind=patients&page=0',
			],
			...[
				'list?vendor=spry&kind=patients&size=201',
				'record?vendor=spry&kind=patients&id=1',
				'requests?vendor=x',
			],
			...['day?vendor=medMitra&from=0&to=1', 'day?vendor=spry&from=0&to=999999', 'day?vendor=spry'],
		];
		for (const path of wrong) {
			expect([path, (await send(`${sandbox.control}/view/${path}`)).status]).toEqual([path, 400]);
		}
	});

	test('lists requests without their query, their headers and the text of forms', async () => {
		const headers = await signedIn(sandbox, 'spry');
		await send(`${sandbox.spry}/apis/v1/patient/${spry.existingPatient.patient_id}?q=hush`, { headers });
		const multipart = new FormData();
		multipart.append('patient_name', 'hush');
		await send(`${sandbox.medMitra}/cases/create_case`, { multipart });
		const told = [await look('/view/requests?vendor=spry'), await look('/view/requests?vendor=medMitra')];
		expect(told).toMatchObject([{ total: 1, rows: [{ operationId: 'getPatient' }] }, { total: 1 }]);
		expect(JSON.stringify(told)).not.toMatch(/hush|eyJ/);
		const trouble = await look<{ total: number }>('/view/requests?vendor=medMitra&only=trouble');
		expect(trouble.total).toBe(1);
	});

	test('shows blocked time beside the appointments of a day', async () => {
		const headers = await signedIn(sandbox, 'spry');
		const block = {
			doctor_id: 601,
			clinic_id: 101,
			starts_at: '2030-01-15T14:00:00',
			ends_at: '2030-01-15T15:00:00',
		};
		const made = await send(`${sandbox.spry}/v1/doctor-block`, { headers, json: block });
		expect(made.status).toBe(200);
		const from = Date.parse('2030-01-15T00:00:00Z') / 1000;
		const day = await look<{ entries: object[] }>(`/view/day?vendor=spry&from=${from}&to=${from + 86_400}`);
		expect(day.entries).toMatchObject([
			{ doctorId: '601', start: from + 14 * 3600, end: from + 15 * 3600, state: 'blocked' },
		]);
	});

	test('gets every change at once, and is disconnected when the sandbox ends', async () => {
		const other = await startedSandbox();
		const response = await fetch(`${other.control}/events`);
		const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
		let text = '';
		const until = async (wanted: RegExp) => {
			while (!wanted.test(text)) {
				const { value, done } = await reader.read();
				if (done) throw new Error(`ended with ${text}`);
				text += value;
			}
		};
		await until(/"spry":\{"patients":1,/);
		const headers = await signedIn(other, 'spry');
		const json = { first_name: 'Nova', last_name: 'T', date_of_birth: '1999-09-09', sex: 'FEMALE', clinic_id: 101 };
		await send(`${other.spry}/apis/v1/patient`, { headers, json });
		await until(/"spry":\{"patients":2,/);
		await other.stop();
		await expect(until(/never/)).rejects.toThrow();
	});
});

describe('a day of the calendar', () => {
	const zone = 'America/New_York';

	test('begins at midnight of its zone, also when the clock is changed', () => {
		const iso = (day: string, where: string) => new Date(startOf(day, where) * 1000).toISOString();
		expect(iso('2027-03-14', zone)).toBe('2027-03-14T05:00:00.000Z');
		expect(iso('2027-03-15', zone)).toBe('2027-03-15T04:00:00.000Z');
		expect(iso('2027-11-07', zone)).toBe('2027-11-07T04:00:00.000Z');
		expect(iso('2027-11-08', zone)).toBe('2027-11-08T05:00:00.000Z');
		expect(iso('2027-01-01', 'Asia/Kolkata')).toBe('2026-12-31T18:30:00.000Z');
		expect(clockOf(startOf('2027-03-15', zone), zone)).toEqual({
			day: '2027-03-15',
			hour: 0,
			minute: 0,
			second: 0,
		});
	});

	test('is followed by the next one, also at the end of a month and a year', () => {
		expect([
			later('2027-12-31', 1),
			later('2028-03-01', -1),
			isDay('2027-02-29'),
			isDay('x'),
			isDay(undefined),
		]).toEqual([...['2028-01-01', '2028-02-29', false, false, false]]);
	});

	test('puts appointments side by side only where their times overlap', () => {
		const at = (start: number, end: number) => ({ start, end });
		const placed = lanesOf([at(60, 90), at(0, 60), at(30, 60), at(100, 110), at(105, 120), at(109, 130)]);
		expect(placed.map(({ entry, lane, lanes }) => [entry.start, lane, lanes])).toEqual([
			[0, 0, 2],
			[30, 1, 2],
			[60, 0, 1],
			[100, 0, 3],
			[105, 1, 3],
			[109, 2, 3],
		]);
	});

	test('shows working hours and any other hour with an entry', () => {
		const from = startOf('2027-01-15', zone);
		const at = (start: number, end: number) => ({ start: from + start * 3600, end: from + end * 3600 });
		const span = (entries: Array<{ start: number; end: number }>) => {
			const hours = hoursOf(entries, from, zone);
			return [hours[0], hours.at(-1)];
		};
		expect([span([]), span([at(6.5, 7)]), span([at(18, 19)]), span([at(18, 19.5)]), span([at(-2, 26)])]).toEqual([
			...[
				[8, 17],
				[6, 17],
				[8, 18],
				[8, 19],
				[0, 23],
			],
		]);
	});
});

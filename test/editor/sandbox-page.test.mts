import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../tools/browser.mts';
import { fillClinicDay, signIn } from '../../demo/clinic-day.mts';
import { node24 } from '../../tools/setup.mjs';
import type { LaunchedSandbox } from '../../sandbox/client.mts';
import { ekaCare } from '../../sandbox/seed.mts';
import { openReceiver } from '../sandbox/receiver.mts';
import { send, startedSandbox } from '../sandbox/support.mts';
import { axeViolations, booking, goTo, openPage, spryPatient, type OpenedPage } from '../support/sandbox-page.mts';

let browser: Browser;
let sandbox: LaunchedSandbox;
let spry: Awaited<ReturnType<typeof signIn>>;
let eka: typeof spry;
let opened: OpenedPage[] = [];

beforeAll(async () => {
	[browser, sandbox] = await Promise.all([openBrowser(), startedSandbox()]);
	[spry, eka] = await Promise.all([signIn(sandbox, 'spry'), signIn(sandbox, 'ekaCare')]);
});
beforeEach(() => sandbox.reset());
afterEach(async () => {
	const problems = opened.flatMap((one) => one.problems);
	await Promise.all(opened.map(({ page }) => page.close()));
	opened = [];
	expect(problems).toEqual([]);
});
afterAll(async () => {
	await browser?.close();
	await sandbox?.stop();
});

async function open(place: string, options: Parameters<typeof openPage>[3] = {}): Promise<Page> {
	const one = await openPage(browser, sandbox.control, place, options);
	opened.push(one);
	return one.page;
}

describe('records', () => {
	test('appear while one looks on, and are announced together', async () => {
		const page = await open('#/spry/patients');
		await page.getByRole('button', { name: 'Odette Quillmere' }).waitFor();
		await page.evaluate(() => {
			const news: string[] = [];
			const region = document.getElementById('news')!;
			new MutationObserver(() => news.push(region.textContent ?? '')).observe(region, { childList: true });
			Object.assign(window, { news });
		});
		for (let index = 1; index <= 12; index++) await spry('/apis/v1/patient', spryPatient(`Testwood ${index}`));

		const rows = page.getByRole('table').locator('tbody').getByRole('row');
		await rows.nth(12).waitFor();
		expect((await rows.first().getByRole('rowheader').textContent())?.trim()).toBe('Nova Testwood 12');
		await page.getByRole('link', { name: 'Patients 13' }).waitFor();
		await page.waitForFunction(() => document.getElementById('news')!.textContent !== '');
		const news = await page.evaluate(() => (window as unknown as { news: string[] }).news);
		expect(news).toEqual(['New at Spry: 12 patients.']);
	});

	test('show everything about themselves, but no key that signs', async () => {
		const url = 'http://127.0.0.1:9/nobody';
		await spry('/api/v2/subscriptions', subscription(url));
		const page = await open('#/spry/subscriptions');
		await page.getByRole('button', { name: 'Test hook' }).click();
		const text = (await page.getByRole('dialog').textContent()) ?? '';
		expect(text).toContain(url);
		expect(text).not.toContain('signature_key');
	});

	test('are text, whatever they are called', async () => {
		const hostile = '<script>window.hacked=1</script><img src=x onerror="window.hacked=2">';
		await spry('/apis/v1/patient', spryPatient(hostile));
		const day = '2030-01-15';
		const { patient_id: _, ...rest } = booking(`${day}T10:00:00Z`, 0);
		const patient_details = { first_name: hostile, gender: 'F', dob: '1990-01-01' };
		await eka('/dr/v1/appointment', { ...rest, patient_details });
		const page = await open('#/spry/patients');
		await page.getByRole('button', { name: `Nova ${hostile}` }).click();
		expect(await page.getByRole('dialog').getByRole('heading').textContent()).toBe(`Nova ${hostile}`);
		await page.keyboard.press('Escape');
		await goTo(page, `#/ekaCare/calendar?day=${day}`, 'Calendar at Eka Care');
		expect(await page.locator('.entry strong').textContent()).toBe(hostile.toLowerCase());
		expect(
			await page.evaluate(() => [
				Reflect.get(window, 'hacked'),
				document.querySelectorAll('main img[src=x]').length,
			]),
		).toEqual([undefined, 0]);
	});

	test('stay usable when there are ten thousand', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'carechain-page-'));
		const data = join(folder, 'data.sqlite');
		try {
			await (await startedSandbox({ data })).stop();
			const script = `const db = new (require('node:sqlite').DatabaseSync)(process.argv[1]);
				const add = db.prepare('INSERT INTO spry_patient (identity, clinic_id, body) VALUES (?, 101, ?)');
				db.exec('BEGIN');
				for (let n = 1; n <= 10000; n++) add.run('many' + n, JSON.stringify({ name: 'Patient Number' + n, status: 'CREATED' }));
				db.exec('COMMIT');`;
			const filled = spawnSync(node24(), ['--disable-warning=ExperimentalWarning', '-e', script, data], {
				encoding: 'utf8',
			});
			expect(filled.stderr).toBe('');
			const big = await startedSandbox({ data });
			try {
				const one = await openPage(browser, big.control, '#/spry/patients');
				const { page } = one;
				await page.getByText('10,001 patients, page 1 of 201').waitFor();
				expect(await page.locator('tbody tr').count()).toBe(50);
				await page.getByRole('button', { name: 'Older' }).click();
				await page.getByRole('button', { name: 'Patient Number9950', exact: true }).waitFor();
				await page.getByLabel('Search').fill('number4321');
				await page.getByText('1 patient', { exact: true }).waitFor();
				await page.getByRole('button', { name: 'Patient Number4321' }).waitFor();
				await page.goto(`${big.control}/#/spry/patients?page=201`);
				await page.getByRole('button', { name: 'Odette Quillmere' }).waitFor();
				expect(one.problems).toEqual([]);
				await page.close();
			} finally {
				await big.stop();
			}
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});

function subscription(notification_url: string) {
	return { name: 'Test hook', event_types: ['patient.created'], notification_url };
}

describe('the calendar', () => {
	const day = '2030-01-15';
	const place = `#/ekaCare/calendar?day=${day}&zone=UTC`;

	test('shows a booked appointment at its time, in the column of its doctor, as soon as it is booked', async () => {
		const page = await open(place);
		await page.getByText('No appointments yet.').waitFor();
		await eka('/dr/v1/appointment', booking(`${day}T14:30:00Z`, 1));
		const entry = page.getByRole('button', {
			name: /^maren holloway, 14:30 to 14:45, Quarterdeck Clinic Boston, booked$/,
		});
		await entry.waitFor();
		expect(
			await page
				.getByRole('row', { name: /^14:00/ })
				.getByRole('button')
				.count(),
		).toBe(1);
		const boxOf = async (locator: typeof entry) =>
			(await locator.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
		const box = await boxOf(entry);
		const doctor = await boxOf(page.getByRole('columnheader', { name: /Dr\. Nikhil Sandmoor/ }));
		const hour = await boxOf(page.getByRole('row', { name: /^14:00/ }));
		expect(box.x).toBeGreaterThanOrEqual(doctor.x);
		expect(box.x + box.width).toBeLessThanOrEqual(doctor.x + doctor.width);
		expect(Math.abs(box.y - (hour.y + hour.height / 2))).toBeLessThan(3);
		expect(Math.abs(box.height - hour.height / 4)).toBeLessThan(4);
	});

	test('goes to other days, and to the day of the next appointment', async () => {
		await eka('/dr/v1/appointment', booking(`${day}T23:30:00Z`, 0));
		const page = await open('#/ekaCare/calendar?day=2030-01-13&zone=UTC');
		await page.getByRole('button', { name: 'Go to the next one: Tuesday, 15 January 2030' }).click();
		await page.getByRole('heading', { name: 'Tuesday, 15 January 2030 – 1 appointment' }).waitFor();
		// Half past eleven at night in UTC is the next morning in India.
		await page.getByLabel('Time zone').selectOption('Asia/Kolkata');
		await page.getByRole('heading', { name: 'Tuesday, 15 January 2030 – 0 appointments' }).waitFor();
		await page.getByRole('button', { name: 'Next day' }).click();
		await page.getByRole('button', { name: /^maren holloway, 05:00 to 05:15/ }).waitFor();
		await page.getByRole('button', { name: 'Previous day' }).click();
		await page.getByRole('heading', { name: /^Tuesday, 15 January 2030/ }).waitFor();
		await page.getByLabel('Day', { exact: true }).fill('2030-01-17');
		await page.getByRole('heading', { name: /^Thursday, 17 January 2030/ }).waitFor();
		await page.getByRole('button', { name: 'Today' }).click();
		await page.getByRole('heading', { name: String(new Date().getUTCFullYear()), level: 3 }).waitFor();
	});
});

describe('switches', () => {
	test('make the next request fail as they say, show what it met, and can be cleared', async () => {
		const page = await open('#/spry/faults');
		await page.getByLabel('Operation').selectOption({ label: 'Create patient' });
		await page.getByLabel('Fault', { exact: true }).selectOption('503');
		await page.getByLabel('Number of requests').fill('2');
		await page.getByLabel('Seconds', { exact: true }).fill('7');
		await page.getByRole('button', { name: 'Add fault' }).click();
		await page.getByRole('row', { name: /503 Not available.*Create patient.*0 of 2 requests/ }).waitFor();
		await page.getByRole('link', { name: 'Faults 1' }).waitFor();

		const { token } = await sandbox.mintToken('spry');
		const request = { headers: { authorization: `Bearer ${token}` }, json: spryPatient('Unlucky') };
		const refused = await send(`${sandbox.spry}/apis/v1/patient`, request);
		expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '7']);
		await page.getByRole('row', { name: /1 of 2 requests/ }).waitFor();

		await page.getByRole('button', { name: 'Clear all faults' }).click();
		await page.getByText('None. Spry answers normally.').waitFor();
		expect((await send(`${sandbox.spry}/apis/v1/patient`, request)).status).toBe(200);
		await page.getByRole('link', { name: 'Requests' }).click();
		const row = page.getByRole('row', { name: /Create patient.*POST.*503/ });
		await row.waitFor();
		await row.getByRole('button').click();
		expect(await page.getByRole('dialog').textContent()).not.toContain(token);
	});

	test('start random faults', async () => {
		const page = await open('#/medMitra/faults');
		await page.getByLabel('Share of requests affected by each fault (%)').fill('100');
		await page.getByLabel('500 Server error').check();
		await page.getByRole('button', { name: 'Start random faults' }).click();
		await page.getByText('Random, 100 % of requests each: 500 Server error.').waitFor();
		expect((await send(sandbox.medMitra)).status).toBe(500);
	});

	test('change settings, and leave what somebody else has changed meanwhile', async () => {
		const page = await open('#/ekaCare/faults');
		await page.getByLabel('Bookings that find their slot taken').fill('1');
		await page.getByLabel('Document storage is full').check();
		await sandbox.settings({ latencyMs: 3 });
		await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#setting-latencyMs')?.value === '3');
		await page.getByRole('button', { name: 'Save settings' }).click();
		await page.getByText('2 settings saved.').waitFor();
		expect(await sandbox.settings()).toMatchObject({ snatchedSlots: 1, storageFull: true, latencyMs: 3 });
	});

	test('send an event to everyone who has subscribed, and repeat it', async () => {
		const receiver = await openReceiver();
		try {
			const page = await open('#/spry/webhooks');
			await page.getByRole('button', { name: 'Send', exact: true }).click();
			await page.getByText('Nobody has subscribed to patient.created').waitFor();
			await spry('/api/v2/subscriptions', subscription(receiver.url));
			await page.getByRole('button', { name: 'Send', exact: true }).click();
			await page.getByText('patient.created was sent to 1 subscriber: HTTP 200.').waitFor();
			receiver.answer(500);
			await page.getByRole('button', { name: 'Send patient.created again' }).click();
			await page.getByRole('row', { name: /patient\.created.*500/ }).waitFor();
			const ids = receiver.received.map(({ text }) => (JSON.parse(text) as { event_id: string }).event_id);
			expect(ids).toEqual([ids[0], ids[0]]);
		} finally {
			await receiver.close();
		}
	});

	test('reset everything, but ask before', async () => {
		await spry('/apis/v1/patient', spryPatient('Testwood'));
		const page = await open('#/spry/patients');
		await page.getByRole('button', { name: 'Nova Testwood' }).waitFor();
		await page.getByRole('button', { name: 'Reset …' }).click();
		await page.getByRole('button', { name: 'Cancel' }).click();
		expect((await sandbox.state()).spry_patient).toHaveLength(2);
		await page.getByRole('button', { name: 'Reset …' }).click();
		await page.getByRole('button', { name: 'Reset everything' }).click();
		await page.getByText('The sandbox is reset.').waitFor();
		await page.getByRole('button', { name: 'Nova Testwood' }).waitFor({ state: 'detached' });
		expect((await sandbox.state()).spry_patient).toHaveLength(1);
	});
});

describe('for everybody', () => {
	const focused = (page: Page) =>
		page.evaluate(() => {
			const active = document.activeElement;
			return (active?.getAttribute('aria-label') ?? active?.textContent ?? '').trim().replace(/\s+/g, ' ');
		});
	async function tabTo(page: Page, wanted: RegExp): Promise<void> {
		for (let presses = 0; presses < 60; presses++) {
			await page.keyboard.press('Tab');
			if (wanted.test(await focused(page))) return;
		}
		throw new Error(`the keyboard did not come to ${wanted}`);
	}

	test('works by keyboard alone: skip link, sections, a record and back, the calendar', async () => {
		await eka('/dr/v1/appointment', booking('2030-01-15T10:00:00Z', 0));
		const page = await open('');
		await page.getByRole('heading', { name: 'MedMitra' }).waitFor();
		await page.keyboard.press('Tab');
		expect(await focused(page)).toBe('Skip to the content');
		await page.keyboard.press('Enter');
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
		await page.keyboard.press('Shift+Tab');
		await page.keyboard.press('Shift+Tab');
		expect(await focused(page)).toBe('Eka Care');
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: 'Patients at Eka Care' }).waitFor();
		expect(await focused(page)).toBe('Patients at Eka Care');

		await tabTo(page, /^hugo pemberline$/);
		expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid');
		await page.keyboard.press('Enter');
		await page.getByRole('dialog', { name: 'hugo pemberline' }).waitFor();
		await page.keyboard.press('Escape');
		expect(await focused(page)).toBe('hugo pemberline');

		await goTo(page, '#/ekaCare/calendar?day=2030-01-14&zone=UTC', 'Calendar at Eka Care');
		await tabTo(page, /^Next day$/);
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: /^Tuesday, 15 January/ }).waitFor();
		expect(await focused(page)).toBe('Next day');
		await tabTo(page, /^maren holloway, 10:00/);
		// A change elsewhere draws the day again; the focus stays.
		await eka('/dr/v1/appointment', booking('2030-01-15T11:00:00Z', 0));
		await page.getByRole('button', { name: /^maren holloway, 11:00/ }).waitFor();
		expect(await focused(page)).toMatch(/^maren holloway, 10:00/);
	});

	const places = {
		'#/': 'Overview',
		'#/ekaCare/patients': 'Patients at Eka Care',
		'#/ekaCare/calendar': 'Calendar at Eka Care',
		'#/spry/requests': 'Requests to Spry',
		'#/spry/webhooks': 'Webhooks at Spry',
		'#/medMitra/cases': 'Cases at MedMitra',
		'#/ekaCare/faults': 'Faults and settings at Eka Care',
	};
	test.each([
		['light', 1440],
		['dark', 1440],
		['light', 360],
		['dark', 360],
	] as const)('has nothing that axe objects to, and fits: %s, %d pixels wide', async (colorScheme, width) => {
		await fillClinicDay(sandbox);
		await sandbox.faults({ vendor: 'ekaCare', kind: '500', operationId: 'parseDocument' });
		const page = await open('', { colorScheme, viewport: { width, height: 800 } });
		const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
		for (const [place, heading] of Object.entries(places)) {
			await goTo(page, place.endsWith('calendar') ? `${place}?day=${tomorrow}` : place, heading);
			expect({ place, violations: await axeViolations(page) }).toEqual({ place, violations: [] });
			const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
			expect({ place, overflow }).toEqual({ place, overflow: 0 });
		}
		await goTo(page, '#/medMitra/cases', 'Cases at MedMitra');
		await page.locator('tbody button').first().click();
		await page.getByRole('dialog').waitFor();
		expect(await axeViolations(page)).toEqual([]);
	});

	test('moves nothing for those who want no motion', async () => {
		const motions = await Promise.all(
			(['reduce', 'no-preference'] as const).map(async (reducedMotion) => {
				const page = await open('#/spry/patients', { reducedMotion });
				await page.getByRole('button', { name: 'Odette Quillmere' }).waitFor();
				return page;
			}),
		);
		await spry('/apis/v1/patient', spryPatient('Testwood'));
		const names = motions.map((page) =>
			page.locator('tr.fresh').evaluate((row) => getComputedStyle(row).animationName),
		);
		expect(await Promise.all(names)).toEqual(['none', 'fresh']);
	});

	test('says when the sandbox is gone, and goes on when it is back', async () => {
		const first = await startedSandbox();
		const { page } = await openPage(browser, first.control, '#/spry/patients');
		await page.getByRole('button', { name: 'Odette Quillmere' }).waitFor();
		await first.stop();
		await page.getByText('Connection lost, trying again').waitFor();
		const second = await startedSandbox({ controlPort: Number(new URL(first.control).port) });
		try {
			const again = await signIn(second, 'spry');
			await again('/apis/v1/patient', spryPatient('Testwood'));
			await page.locator('#live[data-state=live]').waitFor();
			await page.getByRole('button', { name: 'Nova Testwood' }).waitFor();
		} finally {
			await page.close();
			await second.stop();
		}
	});
});

test('another page cannot switch the sandbox', async () => {
	await spry('/apis/v1/patient', spryPatient('Testwood'));
	const page = await browser.newPage();
	// Another port is another origin, although the browser calls it the same site.
	await page.goto(`${sandbox.medMitra}/`);
	await page.evaluate(async (control) => {
		const body = JSON.stringify({ latencyMs: 60_000 });
		await fetch(`${control}/reset`, { method: 'POST', mode: 'no-cors' }).catch(() => undefined);
		await fetch(`${control}/settings`, { method: 'POST', mode: 'no-cors', body }).catch(() => undefined);
	}, sandbox.control);
	await page.close();
	expect((await sandbox.state()).spry_patient).toHaveLength(2);
	expect(await sandbox.settings()).toMatchObject({ latencyMs: 0 });
});

// What is shown of a patient is the seed's own: a change there is a change here.
test('the names these tests look for are among the first records', () => {
	expect(ekaCare.patients[0]).toMatchObject({ firstName: 'Maren', lastName: 'Holloway' });
	expect(ekaCare.patients.at(-1)).toMatchObject({ firstName: 'Hugo', lastName: 'Pemberline' });
});

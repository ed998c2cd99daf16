import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { projectRoot } from '../../tools/command.mjs';
import { ekaCare } from '../../sandbox/seed.mts';

const PATIENCE_MS = 60_000;
const axeSource = readFileSync(createRequire(join(projectRoot, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');

export interface OpenedPage {
	page: Page;
	/** Errors of the page itself, and whatever its own policy has refused. */
	problems: string[];
}

/** Opens a place of the sandbox's page once it is live: `#/spry/patients`. */
export async function openPage(
	browser: Browser,
	control: string,
	place: string,
	options: BrowserContextOptions = {},
): Promise<OpenedPage> {
	const page = await browser.newPage({
		viewport: { width: 1280, height: 900 },
		reducedMotion: 'reduce',
		timezoneId: 'UTC',
		...options,
	});
	page.setDefaultTimeout(PATIENCE_MS);
	const problems: string[] = [];
	page.on('pageerror', (error) => problems.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error') problems.push(message.text());
	});
	await page.goto(`${control}/${place}`);
	await page.locator('#live[data-state=live]').waitFor();
	return { page, problems };
}

/** Goes to another place of an open page. */
export async function goTo(page: Page, place: string, heading: string): Promise<void> {
	await page.evaluate((hash) => void (location.hash = hash), place);
	await page.getByRole('heading', { level: 2, name: heading }).waitFor();
	await page.locator('main[aria-busy=false]').waitFor();
}

/** What axe finds wrong with the page as it is, one line each. */
export async function axeViolations(page: Page): Promise<string[]> {
	await page.evaluate(`window.axe ?? (() => { ${axeSource} })()`);
	return await page.evaluate(async () => {
		interface Axe {
			run(): Promise<{
				violations: Array<{ id: string; nodes: Array<{ target: unknown; failureSummary: string }> }>;
			}>;
		}
		const { violations } = await (window as unknown as { axe: Axe }).axe.run();
		return violations.flatMap(({ id, nodes }) =>
			nodes.map(({ target, failureSummary }) => `${id}: ${String(target)}: ${failureSummary}`),
		);
	});
}

export const spryPatient = (last_name: string) => ({
	first_name: 'Nova',
	last_name,
	date_of_birth: '1999-09-09',
	sex: 'FEMALE',
	clinic_id: 101,
});

/** A booking with one of the clinic's doctors, a quarter of an hour. */
export const booking = (start: string, doctor: number) => ({
	clinic_id: ekaCare.doctors[doctor]!.clinicIds[0],
	doctor_id: ekaCare.doctors[doctor]!.id,
	patient_id: ekaCare.patients[0]!.oid,
	appointment_details: { start_time: Date.parse(start) / 1000, mode: 'INCLINIC' },
});

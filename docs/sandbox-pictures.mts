import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { fillClinicDay } from '../demo/clinic-day.mts';
import { projectRoot } from '../demo/command.mjs';
import { launchSandbox } from '../sandbox/client.mts';

const SIZE = { width: 1280, height: 860 };
const images = join(projectRoot, 'docs', 'images');

/** Pictures of the sandbox's page after a day at the clinic; it runs on this process's own Node, a 24. */
export async function takeSandboxPictures(browser: Browser): Promise<void> {
	const sandbox = await launchSandbox({ nodePath: process.execPath });
	try {
		const today = new Date();
		await fillClinicDay(sandbox, today);
		const tomorrow = new Date(today.getTime() + 86_400_000).toISOString().slice(0, 10);
		const places = [
			['sandbox', '', 'light'],
			['sandbox-calendar', `#/ekaCare/calendar?day=${tomorrow}&zone=America/New_York`, 'light'],
			['sandbox-dark', '#/medMitra/cases', 'dark'],
		] as const;
		for (const [name, place, colorScheme] of places) {
			const page = await browser.newPage({ viewport: SIZE, colorScheme, reducedMotion: 'reduce' });
			await page.goto(`${sandbox.control}/${place}`);
			await page.locator('#live[data-state=live]').waitFor();
			await page.locator('.entry, .latest li, .records tbody tr').first().waitFor();
			await page.screenshot({ path: join(images, `${name}.png`) });
			process.stderr.write(`docs/images/${name}.png\n`);
			await page.close();
		}
	} finally {
		await sandbox.stop();
	}
}

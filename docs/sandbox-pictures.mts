import { openBrowser } from '../tools/browser.mts';
import { fillClinicDay } from '../demo/clinic-day.mts';
import { launchSandbox } from '../sandbox/client.mts';
import { savePicture } from './images.mts';

const SIZE = { width: 1280, height: 860 };
const DAY_MS = 86_400_000;

const tomorrow = (now: Date) => new Date(now.getTime() + DAY_MS).toISOString().slice(0, 10);

/** Pictures of the sandbox's page: the name of each, and the part of the page to open. */
export const SANDBOX_PICTURES = [
	{ name: 'sandbox', place: () => '' },
	{
		name: 'sandbox-calendar',
		place: (now: Date) => `#/ekaCare/calendar?day=${tomorrow(now)}&zone=America/New_York`,
	},
];

/** Takes the wanted pictures of a sandbox with one day's records. It runs on this process's own Node 24. */
export async function takeSandboxPictures(
	isWanted: (picture: { name: string }) => boolean,
	say: (line: string) => void,
): Promise<void> {
	const pictures = SANDBOX_PICTURES.filter(isWanted);
	if (pictures.length === 0) return;
	const sandbox = await launchSandbox({ nodePath: process.execPath });
	const browser = await openBrowser();
	try {
		const now = new Date();
		await fillClinicDay(sandbox, now);
		for (const { name, place } of pictures) {
			for (const theme of ['light', 'dark'] as const) {
				const page = await browser.newPage({ viewport: SIZE, colorScheme: theme, reducedMotion: 'reduce' });
				await page.goto(`${sandbox.control}/${place(now)}`);
				await page.locator('#live[data-state=live]').waitFor();
				await page.locator('.entry, .latest li, .records tbody tr').first().waitFor();
				say(await savePicture(name, theme, await page.screenshot()));
				await page.close();
			}
		}
	} finally {
		await browser.close();
		await sandbox.stop();
	}
}

/**
 * Makes the pictures of the documentation in a real browser on a real n8n, each in the light and the dark theme:
 * `npm run screenshots`.
 */
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';

import { makeCloser } from '../tools/closer.mts';
import { openEditor, useTheme } from '../test/support/editor/editor.mts';
import { imagesFolder, savePicture } from './images.mts';
import { PICTURES } from './pictures.mts';
import { takeSandboxPictures } from './sandbox-pictures.mts';

/** Names of pictures to make anew; all of them when none is given. */
const wanted = process.argv.slice(2);
const SIZE = { width: 1280, height: 800 };

/** Away from everything that shows buttons when pointed at, with no news from n8n in front. */
async function tidy(page: Page): Promise<void> {
	const news = page.locator('.el-notification__closeBtn:visible');
	// One that goes by itself meanwhile cannot be clicked any more.
	while ((await news.count()) > 0)
		await news
			.first()
			.click({ timeout: 2000 })
			.catch(() => undefined);
	await page.mouse.move(SIZE.width / 2, SIZE.height - 3);
	await page.waitForTimeout(500);
}

const closer = makeCloser();
try {
	await mkdir(imagesFolder, { recursive: true });
	const say = (line: string) => void process.stderr.write(`${line}\n`);
	const editor = await openEditor({ nodePath: process.execPath, closer, size: SIZE, say });
	const { page } = editor;
	const isWanted = ({ name }: { name: string }) => wanted.length === 0 || wanted.includes(name);
	for (const { name, stage, part } of PICTURES.filter(isWanted)) {
		await stage(editor);
		for (const theme of ['light', 'dark'] as const) {
			await useTheme(editor, theme);
			await tidy(page);
			const shot = await (part ? page.locator(part) : page).screenshot();
			say(await savePicture(name, theme, shot));
		}
		await useTheme(editor, 'light');
	}
	await takeSandboxPictures(isWanted, say);
} finally {
	await closer.close();
}

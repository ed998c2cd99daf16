/**
 * Takes the pictures of the documentation in a real browser with a real n8n, each in the light and the dark theme:
 * `npm run screenshots`.
 */
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';

import { makeCloser } from '../tools/closer.mts';
import { openEditor, useTheme } from '../test/support/editor/editor.mts';
import { imagesFolder, savePicture } from './images.mts';
import { PICTURES } from './pictures.mts';
import { takeSandboxPictures } from './sandbox-pictures.mts';

/** Names of the pictures to take; all of them if none is given. */
const wanted = process.argv.slice(2);
const SIZE = { width: 1280, height: 800 };

/** Moves the mouse away from buttons that appear on hover, and closes n8n's notifications. */
async function tidy(page: Page): Promise<void> {
	const news = page.locator('.el-notification__closeBtn:visible');
	// A notification that closes in the meantime can no longer be clicked.
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

/**
 * Makes the pictures of the documentation in a real browser on a real n8n, each in the light and the dark theme:
 * `npm run screenshots`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

import { makeCloser } from '../demo/closer.mts';
import { projectRoot } from '../demo/stack.mts';
import { openEditor, useTheme } from '../test/support/editor/editor.mts';
import { fileOf, imagesFolder, MOST_BYTES } from './images.mts';
import { PICTURES } from './pictures.mts';
import { packed } from './png.mts';

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
	for (const { name, stage, part } of PICTURES.filter((one) => wanted.length === 0 || wanted.includes(one.name))) {
		await stage(editor);
		for (const theme of ['light', 'dark'] as const) {
			await useTheme(editor, theme);
			await tidy(page);
			const shot = await (part ? page.locator(part) : page).screenshot();
			const file = fileOf(name, theme);
			const picture = packed(shot);
			if (picture.length > MOST_BYTES) throw new Error(`${file} has ${picture.length} bytes, too many`);
			await writeFile(join(projectRoot, file), picture);
			say(`${file} ${Math.ceil(picture.length / 1000)} kB`);
		}
		await useTheme(editor, 'light');
	}
} finally {
	await closer.close();
}

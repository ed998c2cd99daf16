import { chromium, type Browser } from 'playwright-core';
import { ensurePrograms } from './programs.mjs';

/** Starts Chromium without a window and without a word to anybody outside. The caller closes it. */
export async function openBrowser(): Promise<Browser> {
	return await chromium.launch({
		executablePath: (await ensurePrograms('browser')).browser,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}

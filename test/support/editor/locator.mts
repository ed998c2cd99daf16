import type { Locator, Page } from 'playwright-core';

import { exactly } from './nodes-panel.mts';

/** A field that picks one record: From List, or By ID. */
function locatorOf(page: Page, name: string): Locator {
	return page.locator(`[data-test-id=ndv] [data-test-id=resource-locator-${name}]`).first();
}

/** Opens the list of a locator. */
export async function openList(page: Page, name: string): Promise<void> {
	await locatorOf(page, name).locator('[data-test-id=rlc-input]').click();
	await page.locator('[data-test-id=rlc-search]').waitFor();
}

/** Types into the search of the open list. */
export async function searchList(page: Page, words: string): Promise<void> {
	await page.locator('[data-test-id=rlc-search]').fill(words);
}

/** What the open list shows. */
export async function listed(page: Page): Promise<string[]> {
	return await page
		.locator('[data-test-id=rlc-item]')
		.evaluateAll((items) =>
			items.filter((item) => item.getClientRects().length > 0).map((item) => (item.textContent ?? '').trim()),
		);
}

/** Picks an entry of the open list. */
export async function pick(page: Page, entry: string): Promise<void> {
	await page.locator('[data-test-id=rlc-item]', { hasText: exactly(entry) }).click();
	await page.locator('[data-test-id=rlc-search]').waitFor({ state: 'hidden' });
}

/** The name that the closed locator shows. */
export async function picked(page: Page, name: string): Promise<string> {
	return await locatorOf(page, name)
		.locator('[data-test-id=rlc-input] input, input[data-test-id=rlc-input]')
		.inputValue();
}

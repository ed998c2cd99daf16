import type { Locator, Page } from 'playwright-core';

import { eventually } from '../../../tools/n8n-client.mts';
import type { Editor } from './editor.mts';

/** Opens an empty workflow and the panel in which a person looks for a node. */
export async function openNodesPanel({ page, stack }: Editor): Promise<void> {
	await page.goto(`${stack.n8n.url}/workflow/new`);
	await page.locator('[data-test-id=canvas-add-button]').first().click();
	await searchBar(page).waitFor();
}

/** Types words into the search of the panel. */
export async function searchNodes(page: Page, words: string): Promise<void> {
	await searchBar(page).fill(words);
}

/** The names of what the panel lists now. */
export async function listedNodes(page: Page): Promise<string[]> {
	return await texts(page, '[data-test-id=node-creator] [data-test-id=node-creator-item-name]');
}

/** Opens the actions of a node that the panel lists; one that has none is put on the canvas. */
export async function chooseNode(page: Page, name: string): Promise<void> {
	await page
		.locator('[data-test-id=node-creator] [data-test-id=item-iterator-item]')
		.filter({ has: page.locator('[data-test-id=node-creator-item-name]', { hasText: exactly(name) }) })
		.first()
		.click();
}

/** The triggers and actions of the node that was chosen, as the panel lists them. */
export async function listedActions(page: Page): Promise<{ triggers: string[]; actions: string[] }> {
	const groups = page.locator('[data-test-id=node-creator-category-item]');
	await groups.first().waitFor();
	const found: Record<string, string[]> = {};
	for (let index = 0; index < (await groups.count()); index++) {
		const group = groups.nth(index);
		const [, name = '', count = ''] = /(\w+) \((\d+)\)/.exec(await group.innerText()) ?? [];
		found[name] = await unfold(group, Number(count));
	}
	return { triggers: found.Triggers ?? [], actions: found.Actions ?? [] };
}

/** Puts one of the listed actions or triggers on the canvas, which opens its panel. */
export async function chooseAction(page: Page, name: string): Promise<void> {
	await chooseNode(page, name);
	await page.locator('[data-test-id=ndv]').waitFor();
}

const searchBar = (page: Page) => page.locator('[data-test-id=node-creator-search-bar]');

export const exactly = (text: string): RegExp => new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);

/** Opens a group when it is closed, and tells what is in it. */
async function unfold(group: Locator, count: number): Promise<string[]> {
	const isOpen = (await listedAfter(group)).length > 0;
	if (!isOpen) await group.click();
	return await eventually(`the ${count} entries of the group`, async () => {
		const names = await listedAfter(group);
		return names.length === count ? names : undefined;
	});
}

/** The names between a group's header and the next one's. */
async function listedAfter(group: Locator): Promise<string[]> {
	return await group.evaluate((header) => {
		const marks = '[data-test-id=node-creator-category-item], [data-test-id=node-creator-item-name]';
		const all = Array.from(document.querySelectorAll(`[data-test-id=node-creator] :is(${marks})`));
		const rest = all.slice(all.indexOf(header) + 1).filter((element) => element.getClientRects().length > 0);
		const end = rest.findIndex((element) => element.matches('[data-test-id=node-creator-category-item]'));
		return (end < 0 ? rest : rest.slice(0, end)).map((element) => (element.textContent ?? '').trim());
	});
}

/** The visible texts of all elements that a selector finds. */
export async function texts(page: Page, selector: string): Promise<string[]> {
	return await page
		.locator(selector)
		.evaluateAll((found) =>
			found
				.filter((element) => element.getClientRects().length > 0)
				.map((element) => (element.textContent ?? '').trim()),
		);
}

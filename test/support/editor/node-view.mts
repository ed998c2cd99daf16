import type { Locator, Page } from 'playwright-core';

import { exactly, texts } from './nodes-panel.mts';

const VIEW = '[data-test-id=ndv]';
const PARAMETERS = `${VIEW} [data-test-id=node-parameters]`;

/** Opens a node of the canvas by a double click; a panel that was left open is closed first. */
export async function openNode(page: Page, name: string): Promise<void> {
	if (await page.locator(VIEW).isVisible()) await closeNode(page);
	await page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`).dblclick();
	await page.locator(PARAMETERS).waitFor();
}

export async function closeNode(page: Page): Promise<void> {
	await page.locator(`${VIEW} [data-test-id=ndv-close-button]`).first().click();
	await page.locator(VIEW).waitFor({ state: 'hidden' });
}

/** The field of a parameter. */
export function field(page: Page, name: string): Locator {
	return page.locator(`${PARAMETERS} [data-test-id=parameter-input-${name}]`);
}

/** Opens the list of a field and chooses the entry with this name. */
export async function choose(page: Page, name: string, entry: string): Promise<void> {
	await field(page, name).click();
	await page
		.locator('[data-test-id=parameter-input-item]:visible')
		.filter({ has: page.locator('.option-headline', { hasText: exactly(entry) }) })
		.click();
	await page.waitForFunction(
		() =>
			!Array.from(document.querySelectorAll('.el-select-dropdown')).some(
				(list) => list.getClientRects().length > 0,
			),
	);
}

/** What the list of a field offers. */
export async function choices(page: Page, name: string): Promise<string[]> {
	await field(page, name).click();
	await page.locator('[data-test-id=parameter-input-item]:visible').first().waitFor();
	const found = await texts(page, '[data-test-id=parameter-input-item] .option-headline');
	await field(page, name).click();
	return found;
}

/** What a select shows as chosen. */
export async function chosen(page: Page, name: string): Promise<string> {
	return await field(page, name).locator('input').first().inputValue();
}

export interface ShownField {
	/** The words over the field. */
	label: string;
	/** What can be added to a collection. */
	entries?: string[];
}

/** The fields that the panel shows, from top to bottom, and what each collection offers. */
export async function shownFields(page: Page): Promise<ShownField[]> {
	return await page.locator(PARAMETERS).evaluate((panel) => {
		const isVisible = (element: Element) => element.getClientRects().length > 0;
		const entriesOf = (item: Element) => {
			const adder = item.querySelector('[data-test-id=collection-parameter-add]');
			if (!adder) return undefined;
			const list = document.getElementById(adder.querySelector('input')?.getAttribute('aria-controls') ?? '');
			return Array.from(list?.querySelectorAll('li') ?? []).map((entry) => (entry.textContent ?? '').trim());
		};
		return Array.from(panel.querySelectorAll('[data-test-id=parameter-item]'))
			.filter(isVisible)
			.flatMap((item) => {
				const label = item.querySelector('[data-test-id=input-label] label, [data-test-id=input-label]');
				const [words = ''] = (label as HTMLElement | null)?.innerText.trim().split('\n') ?? [];
				const entries = entriesOf(item);
				return [entries?.length ? { label: words, entries } : { label: words }];
			});
	});
}

/** The sentence of a notice, or the text that n8n shows where it has no field. */
export async function shownText(page: Page): Promise<string> {
	return await page.locator(PARAMETERS).innerText();
}

/** Presses "Execute step". */
export async function execute(page: Page): Promise<void> {
	await page.locator(`${VIEW} [data-test-id=node-execute-button]`).first().click();
}

export interface ShownOutput {
	/** The columns of the table. */
	columns: string[];
	/** The cells of its rows. */
	rows: string[][];
	/** The first line and the text of the error, if there is one. */
	error?: { message: string; description: string };
}

/** What stands in the output panel once the step has ended. */
export async function output(page: Page): Promise<ShownOutput> {
	const panel = page.locator(`${VIEW} [data-test-id=output-panel]`);
	const ended = panel.locator('[data-test-id=node-error-message], table');
	await ended.first().waitFor();
	return await panel.evaluate((element) => {
		const textOf = (found: Element | null) => ((found as HTMLElement | null)?.innerText ?? '').trim();
		const message = textOf(element.querySelector('[data-test-id=node-error-message]'));
		const description = textOf(element.querySelector('[data-test-id=node-error-description]'));
		const columns = Array.from(element.querySelectorAll('table thead th')).map(textOf).filter(Boolean);
		const rows = Array.from(element.querySelectorAll('table tbody tr')).map((row) =>
			Array.from(row.querySelectorAll('td')).map(textOf),
		);
		return { columns, rows, ...(message ? { error: { message, description } } : {}) };
	});
}

/** Waits for output and shows it as a table. */
export async function showTable(page: Page): Promise<void> {
	const panel = page.locator(`${VIEW} [data-test-id=output-panel]`);
	const asTable = panel.locator('[data-test-id=radio-button-table]:visible');
	await asTable.or(panel.locator('[data-test-id=node-error-message]')).first().waitFor();
	if (await asTable.isVisible()) await asTable.click();
}

/** The pictures of this package inside an element: where each comes from, and how wide it is when it could be read. */
export async function icons(page: Page, selector: string): Promise<Array<{ source: string; width: number }>> {
	const pictures = page.locator(`${selector} img[src*="n8n-nodes-carechain"]`);
	await pictures.first().waitFor();
	return await pictures.evaluateAll(async (found) => {
		const images = found as HTMLImageElement[];
		await Promise.all(images.map(async (image) => await image.decode().catch(() => undefined)));
		return images.map(({ src, naturalWidth }) => ({ source: src, width: naturalWidth }));
	});
}

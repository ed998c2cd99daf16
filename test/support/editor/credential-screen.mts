import type { Page } from 'playwright-core';

import type { Editor } from './editor.mts';
import { exactly } from './nodes-panel.mts';

const DIALOG = '[data-test-id=editCredential-modal]';

/** Goes to the list of credentials and makes a new one of the type with this name. */
export async function newCredential({ page, stack }: Editor, typeName: string): Promise<void> {
	await openCredentials({ page, stack });
	await page.locator('[data-test-id=add-resource-credential]').first().click();
	const search = page.locator('[data-test-id=new-credential-type-select] input');
	await search.fill(typeName);
	await page
		.getByRole('option')
		.filter({ hasText: exactly(typeName) })
		.first()
		.click();
	await page.locator('[data-test-id=new-credential-type-button]').click();
	await page.locator(DIALOG).waitFor();
}

/** Goes to the list of credentials, if it is not there already. */
async function openCredentials({ page, stack }: Pick<Editor, 'page' | 'stack'>): Promise<void> {
	const url = `${stack.n8n.url}/home/credentials`;
	// Loaded anew: n8n throws when a workflow is left whose panel is open.
	if (page.url() !== url) await page.goto(url);
}

/** Opens a stored credential from the list, and waits for the test that n8n runs by itself then. */
export async function openCredential({ page, stack }: Editor, name: string): Promise<void> {
	await openCredentials({ page, stack });
	await page
		.locator('[data-test-id=resources-list-item]')
		.filter({ has: page.getByRole('heading', { name: exactly(name) }) })
		.click();
	await page.locator(DIALOG).waitFor();
	await testOutcome(page);
}

/** The words over the fields of the open credential, from top to bottom. */
export async function credentialFields(page: Page): Promise<string[]> {
	return await page
		.locator(`${DIALOG} [data-test-id=credential-connection-parameter]`)
		.evaluateAll((found) =>
			found
				.filter((element) => element.getClientRects().length > 0)
				.map((element) =>
					((element as HTMLElement).innerText.split('\n')[0] ?? '').replace(/\*\s*$/, '').trim(),
				),
		);
}

/** Types into a field. */
export async function fillIn(page: Page, name: string, value: string): Promise<void> {
	await page.locator(`${DIALOG} [data-test-id=parameter-input-${name}] input`).fill(value);
}

/** Chooses an entry of a field with a list. */
export async function chooseIn(page: Page, name: string, entry: string): Promise<void> {
	await page.locator(`${DIALOG} [data-test-id=parameter-input-${name}]`).click();
	await page
		.locator('[data-test-id=parameter-input-item]:visible')
		.filter({ has: page.locator('.option-headline', { hasText: exactly(entry) }) })
		.click();
}

export interface TestOutcome {
	passed: boolean;
	/** n8n's sentence, and when the test failed the details behind it. */
	message: string;
}

/** Saves the open credential, which tests it, and tells what the test said. */
export async function save(page: Page): Promise<TestOutcome> {
	const tested = page.waitForResponse((response) => response.url().endsWith('/rest/credentials/test'));
	await page.locator(`${DIALOG} [data-test-id=credential-save-button]`).click();
	await tested;
	// The page needs a moment to show it in place of what the last test said.
	await page.evaluate(async () => await new Promise((shown) => setTimeout(shown, 300)));
	return await testOutcome(page);
}

/** What the open credential says of its test. */
export async function testOutcome(page: Page): Promise<TestOutcome> {
	const passed = page.locator(`${DIALOG} [data-test-id=credentials-config-container-test-success]`);
	const failed = page.locator(`${DIALOG} .el-tag--danger:visible`);
	await passed.or(failed).first().waitFor();
	if (await passed.isVisible()) return { passed: true, message: await passed.innerText() };
	const details = failed.getByText('More details');
	if (await details.isVisible()) await details.click();
	return { passed: false, message: await failed.first().innerText() };
}

export async function closeCredential(page: Page): Promise<void> {
	await page.locator(`${DIALOG} .el-dialog__headerbtn`).click();
	await page.locator(DIALOG).waitFor({ state: 'hidden' });
}

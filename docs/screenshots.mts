/**
 * Makes the pictures of the documentation in a real browser on a real n8n: `npm run screenshots`.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

import { openBrowser } from '../demo/browser.mts';
import { makeCloser } from '../demo/closer.mts';
import { publishIntake, projectRoot, startStack, type Stack } from '../demo/stack.mts';
import { takeSandboxPictures } from './sandbox-pictures.mts';

const SIZE = { width: 1600, height: 900 };
const images = join(projectRoot, 'docs', 'images');

async function signIn(page: Page, { n8n, login }: Stack): Promise<void> {
	await page.goto(`${n8n.url}/signin`);
	await page.locator('input[name=emailOrLdapLoginId]').fill(login.email);
	await page.locator('input[name=password]').fill(login.password);
	await page.locator('[data-test-id=form-submit-button]').click();
	await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
}

async function picture(page: Page, name: string): Promise<void> {
	// Away from everything that shows buttons when pointed at.
	await page.mouse.move(SIZE.width / 2, SIZE.height - 5);
	await page.waitForTimeout(800);
	await page.screenshot({ path: join(images, `${name}.png`) });
	process.stderr.write(`docs/images/${name}.png\n`);
}

async function openNode(page: Page, name: string): Promise<void> {
	await page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`).dblclick();
	await page.locator('[data-test-id=ndv-modal], [data-test-id=ndv]').first().waitFor();
}

/** n8n opens a list of hints over a workflow that was just published. */
async function closeChecklist(page: Page): Promise<void> {
	const title = page.getByText('Production Checklist');
	await title.waitFor({ timeout: 5000 }).catch(() => undefined);
	if (!(await title.isVisible())) return;
	const box = await title.boundingBox();
	if (!box) return;
	await page.mouse.click(box.x + 321, box.y + box.height / 2);
	await title.waitFor({ state: 'hidden' });
}

const closer = makeCloser();
try {
	await mkdir(images, { recursive: true });
	const stack = await startStack({
		nodePath: process.execPath,
		closer,
		say: (line) => process.stderr.write(`${line}\n`),
	});
	const { workflowId } = await publishIntake(stack);
	const browser = await openBrowser();
	closer.add(async () => await browser.close());
	const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light' });
	await signIn(page, stack);
	await page.goto(`${stack.n8n.url}/workflow/${workflowId}`);
	await page.locator('[data-test-id=canvas-node]').first().waitFor();
	await closeChecklist(page);
	await page.keyboard.press('1');
	await picture(page, 'patient-intake');
	await openNode(page, 'Spry: create patient');
	await picture(page, 'spry-create-patient');
	await takeSandboxPictures(browser);
} finally {
	await closer.close();
}

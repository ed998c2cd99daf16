import { join } from 'node:path';

import type { BrowserContext, Page } from 'playwright-core';

import { openBrowser } from '../../../tools/browser.mts';
import type { Closer } from '../../../tools/closer.mts';
import { demoCredentials } from '../../../tools/credentials.mts';
import { fillForms, postIntake, readIntakes } from '../../../demo/intake.mts';
import type { CredentialReference, WorkflowNode } from '../../../tools/n8n-client.mts';
import { projectRoot, startStack, storeCredentials, type Stack } from '../../../tools/stack.mts';
import { readWorkflow, withCredentials } from '../../../tools/workflow.mts';

export type Theme = 'light' | 'dark';

export interface Editor {
	stack: Stack;
	/** The demo's credentials by type, stored in n8n and tested. */
	credentials: Map<string, CredentialReference>;
	/** The published patient intake, which has taken two patients in: there are records at every vendor. */
	intakeId: string;
	/** Signed in, in the light theme. */
	page: Page;
	/** What went wrong in the page itself since the last call: errors thrown, and errors written to the console. */
	takeProblems(): string[];
}

export interface EditorOptions {
	/** Absolute path of the Node 24 that n8n and the sandbox run on. */
	nodePath: string;
	closer: Closer;
	size?: { width: number; height: number };
	say?: (line: string) => void;
}

/** How long a page waits for anything; a busy machine is slow. */
const PATIENCE_MS = 30_000;

/**
 * Starts n8n with the package, the sandbox and a browser, stores the demo's credentials, and signs the owner in as a
 * person does.
 */
export async function openEditor({ nodePath, closer, size, say }: EditorOptions): Promise<Editor> {
	const stack = await startStack({ nodePath, closer, say });
	const credentials = await storeCredentials(stack.client, demoCredentials(stack.sandbox));
	const intakeId = await takeIn(stack, credentials);
	const browser = await openBrowser();
	closer.add(async () => await browser.close());
	const context = await browser.newContext({
		viewport: size ?? { width: 1440, height: 900 },
		colorScheme: 'light',
		// Lists that slide open would have to be waited for.
		reducedMotion: 'reduce',
	});
	await keepInside(context, stack.n8n.url);
	await stopMotion(context);
	const page = await context.newPage();
	page.setDefaultTimeout(PATIENCE_MS);
	page.setDefaultNavigationTimeout(PATIENCE_MS);
	await signIn(page, stack);
	return { stack, credentials, intakeId, page, takeProblems: watch(page, stack.n8n.url) };
}

async function takeIn({ client, n8n }: Stack, credentials: Editor['credentials']): Promise<string> {
	const workflow = await readWorkflow(join(projectRoot, 'examples', 'patient-intake.json'));
	const id = await client.importWorkflow(withCredentials(workflow, credentials));
	await client.publish(id);
	const forms = fillForms(await readIntakes(join(projectRoot, 'demo', 'intakes.json')));
	for (const form of forms.slice(0, 2)) {
		const { outcome, reason } = await postIntake(`${n8n.url}/webhook/patient-intake`, form);
		if (outcome !== 'done') throw new Error(`Intake ${form.row}: ${reason}`);
	}
	return id;
}

/** n8n's pages ask the npm registry and the like for news; nothing leaves this machine. */
async function keepInside(context: BrowserContext, url: string): Promise<void> {
	await context.route(
		(asked) => asked.protocol.startsWith('http') && asked.origin !== new URL(url).origin,
		async (route) => await route.abort(),
	);
}

async function stopMotion(context: BrowserContext): Promise<void> {
	await context.addInitScript(() => {
		document.addEventListener('DOMContentLoaded', () => {
			const style = document.createElement('style');
			style.textContent =
				'*, *::before, *::after { transition: none !important; animation-duration: 0s !important; caret-color: transparent !important; }';
			document.head.append(style);
		});
	});
}

/** Fills in the form that n8n shows to whoever is not signed in. */
async function signIn(page: Page, { n8n, login }: Stack): Promise<void> {
	await page.goto(`${n8n.url}/home/workflows`);
	await page.locator('input[name=emailOrLdapLoginId]').fill(login.email);
	await page.locator('input[name=password]').fill(login.password);
	await page.locator('[data-test-id=form-submit-button]').click();
	await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
	await page.locator('[data-test-id=universal-add]').waitFor();
}

function watch(page: Page, url: string): () => string[] {
	let problems: string[] = [];
	page.on('pageerror', (error) => problems.push(`thrown: ${error.message}`));
	page.on('console', (message) => {
		const { url: source } = message.location();
		// What the page asks of other machines is refused above.
		const isOutside = source.startsWith('http') && !source.startsWith(url);
		if (message.type() === 'error' && !isOutside) problems.push(`console: ${message.text()} (${source})`);
	});
	return () => {
		const taken = problems;
		problems = [];
		return taken;
	};
}

/** Lets n8n show itself in the theme, as it does where the person's system asks for it. */
export async function useTheme({ page }: Editor, theme: Theme): Promise<void> {
	await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
}

/** One node for {@link openWorkflow}; its type without the package's name, its credential by type. */
export interface Given {
	name: string;
	type: string;
	parameters?: Record<string, unknown>;
	credential?: string;
}

/**
 * Opens a new workflow with these nodes, in rows of four: triggers by themselves, the others behind a manual start.
 *
 * @param way by a link saves the seconds of loading the page; only from a workflow that is saved, its panel closed
 */
export async function openWorkflow(
	{ page, stack, credentials }: Editor,
	name: string,
	given: Given[],
	way: 'load' | 'link' = 'load',
): Promise<void> {
	const nodes = given.map(({ name: node, type, parameters = {}, credential }, index): WorkflowNode => {
		const stored = credential ? credentials.get(credential) : undefined;
		return {
			id: `${index}-${type}`,
			name: node,
			type: `n8n-nodes-carechain.${type}`,
			typeVersion: 1,
			position: [((index % 4) + 1) * 240, Math.floor(index / 4) * 200],
			parameters,
			...(stored && credential ? { credentials: { [credential]: stored } } : {}),
			...(type.endsWith('Trigger') ? { webhookId: `${name}-${index}`.replace(/\W+/g, '-') } : {}),
		};
	});
	const start = {
		id: 'start',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const started = nodes.filter(({ type }) => !type.endsWith('Trigger'));
	const connections = { Start: { main: [started.map((node) => ({ node: node.name, type: 'main', index: 0 }))] } };
	const id = await stack.client.importWorkflow({ name, nodes: [start, ...nodes], connections });
	if (way === 'link') await followLink(page, `/workflow/${id}`);
	else await page.goto(`${stack.n8n.url}/workflow/${id}`);
	await page.locator(`[data-test-id=canvas-node][data-node-name="${given[0]?.name ?? 'Start'}"]`).waitFor();
}

/** Goes to a place of n8n as its own links do. */
async function followLink(page: Page, path: string): Promise<void> {
	await page.evaluate(async (place) => {
		interface Mounted {
			__vue_app__: { config: { globalProperties: { $router: { push(to: string): Promise<unknown> } } } };
		}
		const root = document.querySelector('#app') as unknown as Mounted;
		await root.__vue_app__.config.globalProperties.$router.push(place);
	}, path);
}

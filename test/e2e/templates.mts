import { join } from 'node:path';

import { demoCredentials } from '../../tools/credentials.mts';
import { eventually, type CredentialReference, type N8nClient, type Workflow } from '../../tools/n8n-client.mts';
import { projectRoot, type Stack } from '../../tools/stack.mts';
import { readWorkflow, withCredentials } from '../../tools/workflow.mts';

/** What a person fills into a template: the fields of its node "Settings". */
export type Settings = Record<string, string | number>;

/** Where the templates' e-mails go in a test, and a key for those who may call. */
export interface Surroundings {
	mailPort: number;
	callerKey: string;
}

/** The login that the forms ask for. */
const LOGIN = { user: 'front-desk', password: 'a made-up password of the tests' };

const basicAuth = `Basic ${Buffer.from(`${LOGIN.user}:${LOGIN.password}`).toString('base64')}`;

/** Stores a credential of every type that a template asks for. */
export async function storeAll(
	client: N8nClient,
	sandbox: Stack['sandbox'],
	{ mailPort, callerKey }: Surroundings,
): Promise<Map<string, CredentialReference>> {
	const others = [
		{
			type: 'smtp',
			name: 'Outgoing e-mail',
			data: { user: '', password: '', host: '127.0.0.1', port: mailPort, secure: false, disableStartTls: true },
		},
		{
			type: 'imap',
			name: 'Lab mailbox',
			data: { user: 'lab', password: 'lab', host: '127.0.0.1', port: 1, secure: false },
		},
		{ type: 'httpBasicAuth', name: 'Login for the form', data: LOGIN },
		{ type: 'httpHeaderAuth', name: 'Key of the caller', data: { name: 'X-API-Key', value: callerKey } },
	];
	const stored = new Map<string, CredentialReference>();
	for (const { type, name, data } of [...demoCredentials(sandbox), ...others]) {
		stored.set(type, await client.createCredential(type, name, data));
	}
	return stored;
}

/** The workflow with values in its node "Settings", as a person fills them in. */
export function withSettings(workflow: Workflow, settings: Settings): Workflow {
	const nodes = workflow.nodes.map((node) => {
		if (node.name !== 'Settings') return node;
		const { assignments } = node.parameters.assignments as {
			assignments: Array<{ name: string; value: unknown }>;
		};
		const unknown = Object.keys(settings).filter((name) => !assignments.some((one) => one.name === name));
		if (unknown.length > 0) throw new Error(`${workflow.name} has no setting ${unknown.join(', ')}`);
		const filled = assignments.map((one) => (one.name in settings ? { ...one, value: settings[one.name] } : one));
		return { ...node, parameters: { ...node.parameters, assignments: { assignments: filled } } };
	});
	return { ...workflow, nodes };
}

/** Imports a template with credentials and settings. @returns its id */
export async function importTemplate(
	client: N8nClient,
	name: string,
	{ credentials, settings = {} }: { credentials: Map<string, CredentialReference>; settings?: Settings },
): Promise<string> {
	const workflow = await readWorkflow(join(projectRoot, 'examples', name));
	return await client.importWorkflow(withSettings(withCredentials(workflow, credentials), settings));
}

export interface FormPage {
	status: number;
	/** The page as it is read: no tags, one blank between words. */
	text: string;
	html: string;
}

async function pageAt(url: string, login: Record<string, string> = {}): Promise<FormPage> {
	const headers = { 'user-agent': 'Mozilla/5.0', accept: 'text/html', ...login };
	const answer = await fetch(url, { headers });
	const html = await answer.text();
	return { status: answer.status, html, text: readable(html) };
}

function readable(html: string): string {
	return html
		.replace(/<(script|style)\b[^]*?<\/\1>/gi, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/&#x27;|&#39;/g, "'")
		.replace(/&quot;/g, '"')
		.replace(/&gt;/g, '>')
		.replace(/&lt;/g, '<')
		.replace(/&amp;/g, '&')
		.replace(/\s+/g, ' ')
		.trim();
}

/** The form as a person sees it who opens its address, with or without the login. */
export async function openForm(n8nUrl: string, path: string, hasLogin = true): Promise<FormPage> {
	return await pageAt(`${n8nUrl}/form/${path}`, hasLogin ? { authorization: basicAuth } : {});
}

export interface FormFile {
	name: string;
	type: string;
	content: Buffer;
}

/**
 * Sends a form and reads what it shows in the end, by the steps of the page's own script: it sends, asks whether the
 * run waits for the next page, and opens that.
 * @param values of the fields in the form's order; undefined leaves a field empty
 */
export async function sendForm(
	n8nUrl: string,
	path: string,
	values: Array<string | FormFile | undefined>,
): Promise<{ answer: Record<string, unknown>; page?: FormPage }> {
	const body = new FormData();
	values.forEach((value, index) => {
		if (value === undefined) return;
		if (typeof value === 'string') body.set(`field-${index}`, value);
		else body.set(`field-${index}`, new Blob([new Uint8Array(value.content)], { type: value.type }), value.name);
	});
	const sent = await fetch(`${n8nUrl}/form/${path}`, {
		method: 'POST',
		body,
		headers: { 'user-agent': 'Mozilla/5.0', authorization: basicAuth },
	});
	const text = await sent.text();
	if (sent.status !== 200) throw new Error(`The form ${path} answered ${sent.status}: ${text}`);
	const answer = JSON.parse(text) as { formWaitingUrl?: string };
	if (!answer.formWaitingUrl) return { answer };
	const url = answer.formWaitingUrl;
	const word = await eventually(
		`the form ${path} to show its end`,
		async () => {
			const status = (await (await fetch(statusAddress(url))).text()).replace(/"/g, '');
			return ['new', 'running'].includes(status) ? undefined : status;
		},
		120_000,
	);
	if (word !== 'form-waiting') throw new Error(`The run of the form ${path} ended with ${word}`);
	return { answer, page: await pageAt(url) };
}

function statusAddress(url: string): string {
	const address = new URL(url);
	address.pathname = `${address.pathname}/n8n-execution-status`;
	return address.href;
}

import { demoCredentials } from '../../tools/credentials.mts';
import type { Editor } from '../support/editor/editor.mts';
import { openWorkflow } from '../support/editor/editor.mts';
import {
	chooseIn,
	closeCredential,
	credentialFields,
	fillIn,
	newCredential,
	openCredential,
	save,
} from '../support/editor/credential-screen.mts';
import { execute, openNode, output } from '../support/editor/node-view.mts';

interface Given {
	/** The type as the list of apps names it. */
	type: string;
	/** Its fields before anything is chosen, from top to bottom. */
	fields: string[];
	/** Choices by field, made before anything is typed. */
	choices: Record<string, string>;
	/** What is typed, by field. */
	texts: (editor: Editor) => Promise<Record<string, string>>;
	/** What is typed instead, and what n8n says then. */
	wrong: Record<string, string>;
	says: RegExp;
}

/** n8n's own, on every credential whose requests the package signs itself. */
const OF_N8N = 'Allowed HTTP Request Domains';
const EKA_FIELDS = [
	'Environment',
	'Authentication',
	'Client ID',
	'Client Secret',
	'Sharing Key',
	'Webhook Signing Key',
	OF_N8N,
];

const CREDENTIALS: Array<[string, Given]> = [
	[
		'Spry with client ID and secret',
		{
			type: 'Spry OAuth2 API',
			// n8n puts the fields of its OAuth2 in front.
			fields: ['Client ID', 'Client Secret', 'Environment'],
			choices: { environment: 'Custom' },
			texts: async (editor) => textsOf(editor, 'spryOAuth2Api', ['baseUrl', 'clientId', 'clientSecret']),
			wrong: { clientSecret: 'not-the-secret' },
			says: /Failed to acquire OAuth2 access token: Client authentication failed/,
		},
	],
	[
		'Spry with a token',
		{
			type: 'Spry Token API',
			fields: ['Environment', 'Token', OF_N8N],
			choices: { environment: 'Custom' },
			texts: async ({ stack: { sandbox } }) => ({
				baseUrl: sandbox.spry,
				jwt: (await sandbox.mintToken('spry')).token,
			}),
			wrong: { jwt: 'not-a-token' },
			says: /Spry did not accept the token/,
		},
	],
	[
		'Eka Care with client ID and secret',
		{
			type: 'Eka Care API',
			fields: EKA_FIELDS,
			choices: { environment: 'Custom' },
			texts: async (editor) => textsOf(editor, 'ekaCareApi', ['baseUrl', 'clientId', 'clientSecret']),
			wrong: { clientSecret: 'not-the-secret' },
			says: /Eka Care refused the sign-in with this client ID and secret/,
		},
	],
	[
		'Eka Care with a long-lived token',
		{
			type: 'Eka Care API',
			fields: EKA_FIELDS,
			choices: { environment: 'Custom', authentication: 'Long-Lived Token' },
			texts: async (editor) => ({
				...textsOf(editor, 'ekaCareApi', ['baseUrl', 'clientId']),
				jwt: (await editor.stack.sandbox.mintToken('ekaCare')).token,
			}),
			wrong: { jwt: 'not-a-token' },
			says: /Eka Care did not accept the client ID and secret, or the token/,
		},
	],
	[
		'MedMitra',
		{
			type: 'MedMitra API',
			fields: ['Base URL', 'User ID', 'Gateway Token', OF_N8N],
			choices: {},
			texts: async (editor) => textsOf(editor, 'medMitraApi', ['baseUrl', 'userId']),
			wrong: { userId: 'not-a-user' },
			says: /MedMitra does not accept the user ID/,
		},
	],
];

function textsOf({ stack }: Editor, type: string, names: string[]): Record<string, string> {
	const data = demoCredentials(stack.sandbox).find((credential) => credential.type === type)?.data ?? {};
	return Object.fromEntries(names.map((name) => [name, String(data[name])]));
}

async function fill(editor: Editor, texts: Record<string, string>): Promise<void> {
	for (const [name, value] of Object.entries(texts)) await fillIn(editor.page, name, value);
}

export function credentialScreen(editor: () => Editor): void {
	it.each(CREDENTIALS)(
		'makes one for %s, whose test succeeds, and fails once it is wrong',
		async (_name, { type, fields, choices, texts, wrong, says }) => {
			const { page } = editor();
			await newCredential(editor(), type);
			expect(await credentialFields(page)).toEqual(fields);
			for (const [name, entry] of Object.entries(choices)) await chooseIn(page, name, entry);

			const right = await texts(editor());
			await fill(editor(), right);
			expect(await save(page)).toEqual({
				passed: true,
				message: expect.stringContaining('Connection tested successfully'),
			});

			await fill(editor(), wrong);
			expect(await save(page)).toEqual({ passed: false, message: expect.stringMatching(says) });

			await fill(editor(), Object.fromEntries(Object.keys(wrong).map((name) => [name, right[name] ?? ''])));
			expect(await save(page)).toMatchObject({ passed: true });
			await closeCredential(page);
		},
		180_000,
	);

	it('fails for Spry with a wrong new secret while a token of the old one still lives', async () => {
		const { page, stack, credentials } = editor();
		await openWorkflow(editor(), 'A token that lives', [
			{
				name: 'Spry',
				type: 'spry',
				credential: 'spryOAuth2Api',
				parameters: { resource: 'patient', operation: 'get', patientId: byId('900001') },
			},
		]);
		await openNode(page, 'Spry');
		await execute(page);
		expect((await output(page)).rows).toHaveLength(1);

		await openCredential(editor(), credentials.get('spryOAuth2Api')?.name ?? '');
		await fillIn(page, 'clientSecret', 'not-the-secret');
		expect(await save(page)).toEqual({
			passed: false,
			message: expect.stringContaining('Client authentication failed'),
		});
		await fill(editor(), textsOf({ ...editor(), stack }, 'spryOAuth2Api', ['clientSecret']));
		expect(await save(page)).toMatchObject({ passed: true });
		await closeCredential(page);
	}, 180_000);
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

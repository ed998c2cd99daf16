import type { TemporaryFolder } from '../support/temporary.mts';

/** Writes a small built package whose node does what the harness must be able to carry. */
export async function writeToyPackage(folder: TemporaryFolder): Promise<void> {
	await folder.write(
		'package.json',
		JSON.stringify({
			name: 'n8n-nodes-toy',
			version: '1.0.0',
			n8n: {
				n8nNodesApiVersion: 1,
				credentials: [
					'dist/KeyApi.credentials.js',
					'dist/LoginApi.credentials.js',
					'dist/GrantOAuth2Api.credentials.js',
				],
				nodes: ['dist/Toy.node.js'],
			},
		}),
	);
	await folder.write('dist/Toy.node.js', TOY_NODE);
	await folder.write('dist/KeyApi.credentials.js', KEY_API);
	await folder.write('dist/LoginApi.credentials.js', LOGIN_API);
	await folder.write('dist/GrantOAuth2Api.credentials.js', GRANT_OAUTH2_API);
}

const TOY_NODE = `
const { NodeApiError, NodeOperationError } = require('n8n-workflow');
const property = (name, type, value) => ({ displayName: name, name, type, default: value });
exports.Toy = class {
	constructor() {
		this.description = {
			displayName: 'Toy', name: 'toy', group: ['transform'], version: 1, description: '', defaults: { name: 'Toy' },
			inputs: ['main'], outputs: ['main'],
			credentials: ['keyApi', 'loginApi', 'grantOAuth2Api'].map((name) => ({ name, required: false })),
			properties: [property('url', 'string', ''), property('say', 'string', 'nothing'), property('credential', 'string', 'keyApi')],
		};
	}
	async execute() {
		const out = [];
		const credential = this.getNodeParameter('credential', 0);
		const state = this.getWorkflowStaticData('node');
		const items = this.getInputData();
		for (let i = 0; i < items.length; i++) {
			try {
				const say = this.getNodeParameter('say', i);
				if (say === 'hint') this.addExecutionHints({ message: 'Look here', location: 'outputPane' });
				if (say === 'file') {
					const content = await this.helpers.getBinaryDataBuffer(i, 'data');
					const data = await this.helpers.prepareBinaryData(Buffer.from(content.toString().toUpperCase()), 'out.txt', 'text/plain');
					out.push({ json: { bytes: content.length }, binary: { data }, pairedItem: { item: i } });
					continue;
				}
				if (say === 'nonsense') throw new NodeOperationError(this.getNode(), 'Nonsense is not said', { itemIndex: i });
				const json = await this.helpers.httpRequestWithAuthentication.call(this, credential, {
					method: 'POST', url: this.getNodeParameter('url', i), body: { say, zone: this.getTimezone() }, json: true,
				});
				state.sent = (state.sent ?? 0) + 1;
				out.push({ json, pairedItem: { item: i } });
			} catch (error) {
				if (!this.continueOnFail()) throw new NodeApiError(this.getNode(), error, { itemIndex: i });
				out.push({ json: { error: error.message }, pairedItem: { item: i } });
			}
		}
		return [out];
	}
};`;

const KEY_API = `
exports.KeyApi = class {
	constructor() {
		this.name = 'keyApi';
		this.displayName = 'Key API';
		this.properties = [
			{ displayName: 'Key', name: 'key', type: 'string', typeOptions: { password: true }, default: '' },
			{ displayName: 'Scheme', name: 'scheme', type: 'string', default: 'Key' },
		];
		this.authenticate = {
			type: 'generic',
			properties: { headers: { Authorization: '={{$credentials.scheme}} {{$credentials.key}}' }, qs: { v: '2' } },
		};
	}
};`;

const LOGIN_API = `
exports.LoginApi = class {
	constructor() {
		this.name = 'loginApi';
		this.displayName = 'Login API';
		this.properties = [
			{ displayName: 'Token', name: 'token', type: 'hidden', typeOptions: { expirable: true }, default: '' },
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Secret', name: 'secret', type: 'string', typeOptions: { password: true }, default: '' },
		];
	}
	async preAuthentication({ secret, url }) {
		const answer = await this.helpers.httpRequest({ method: 'POST', url: url + '/login', body: { secret }, json: true });
		return { token: answer.token };
	}
	async authenticate(credentials, options) {
		return { ...options, headers: { ...options.headers, Authorization: 'Bearer ' + credentials.token } };
	}
};`;

const GRANT_OAUTH2_API = `
exports.GrantOAuth2Api = class {
	constructor() {
		this.name = 'grantOAuth2Api';
		this.extends = ['oAuth2Api'];
		this.displayName = 'Grant OAuth2 API';
		this.properties = [
			{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'clientCredentials' },
			{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
			{ displayName: 'Token URL', name: 'accessTokenUrl', type: 'hidden', default: '={{$self["baseUrl"]}}/token' },
			{ displayName: 'Scope', name: 'scope', type: 'hidden', default: 'read write' },
			{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		];
	}
};`;

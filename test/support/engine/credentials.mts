import { randomUUID } from 'node:crypto';
import type { Credentials, PackageDirectoryLoader } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	ICredentialsExpressionResolveValues,
	ICredentialsHelper,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	INodeTypes,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { isKnown, type Host } from './host.mts';
import { oAuth2Api } from './oauth2-api.mts';

type Data = ICredentialDataDecryptedObject;

/** The credentials of an engine, kept encrypted as n8n keeps them in its database. */
export interface CredentialStore {
	helper: ICredentialsHelper;
	/** Stores a new credential and gives what a node refers to it by. */
	add(type: string, data: Data): Promise<INodeCredentialsDetails>;
	/** What is stored now, without defaults: also what preAuthentication and OAuth2 wrote back. */
	read(details: INodeCredentialsDetails): Promise<Data>;
	/** How often a stored credential was read and decrypted for a node. */
	decryptions(): number;
}

/** A workflow of one mock node, in which n8n resolves a credential's expressions when no item is at hand. */
const mockNode: INode = { id: 'mock', name: '', typeVersion: 1, type: 'mock', position: [0, 0], parameters: {} };

/**
 * A credentials helper with n8n's behaviour on this package's own credential classes: defaults and display conditions,
 * expressions, `authenticate` in both forms, preAuthentication with its write-back, and what OAuth2 needs. The helper
 * that n8n ships is part of its server (it wants a database), so this one follows it method by method.
 */
export function createCredentialStore(host: Host, loader: PackageDirectoryLoader): CredentialStore {
	const { NodeHelpers, Workflow, UserError, ICredentialsHelper: Base, isExpression, deepCopy } = host.workflow;
	const stored = new Map<string, Credentials>();
	let decryptions = 0;

	const typeOf = (name: string): ICredentialType =>
		name === oAuth2Api.name ? oAuth2Api : loader.getCredential(name).type;

	function parentTypes(name: string): string[] {
		const parents = typeOf(name).extends ?? [];
		return [...parents, ...parents.flatMap(parentTypes)];
	}

	function propertiesOf(name: string): INodeProperties[] {
		const type = typeOf(name);
		if (type.extends === undefined) {
			const tokenData: INodeProperties = {
				displayName: 'oauthTokenData',
				name: 'oauthTokenData',
				type: 'json',
				required: false,
				default: {},
			};
			return name === oAuth2Api.name ? [...type.properties, tokenData] : type.properties;
		}
		const combined: INodeProperties[] = [];
		for (const parent of type.extends) NodeHelpers.mergeNodeProperties(combined, propertiesOf(parent));
		NodeHelpers.mergeNodeProperties(combined, type.properties);
		return combined;
	}

	function find(details: INodeCredentialsDetails, type: string): Credentials {
		const credential = stored.get(details.id ?? '');
		if (credential?.type !== type)
			throw new UserError(`Credential with ID "${details.id}" of type "${type}" not found`);
		return credential;
	}

	async function withDefaults(
		data: Data,
		type: string,
		mode: WorkflowExecuteMode,
		additionalData: IWorkflowExecuteAdditionalData,
		at: ICredentialsExpressionResolveValues | undefined,
	): Promise<Data> {
		const filled = (NodeHelpers.getNodeParameters(propertiesOf(type), data as never, true, false, null, null) ??
			{}) as Data;
		if (data.oauthTokenData !== undefined) filled.oauthTokenData = data.oauthTokenData;
		for (const key of ['allowedHttpRequestDomains', 'allowedDomains']) {
			if (filled[key] === undefined && data[key] !== undefined) filled[key] = data[key];
		}
		const keys = host.core.getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		if (at) {
			return at.workflow.expression.getParameterValue(
				filled as never,
				at.runExecutionData,
				at.runIndex,
				at.itemIndex,
				at.node.name,
				at.connectionInputData,
				mode,
				keys,
				undefined,
				false,
				filled as never,
			) as Data;
		}
		const workflow = new Workflow({ nodes: [mockNode], connections: {}, active: false, nodeTypes: mockNodeTypes });
		return workflow.expression.getComplexParameterValue(
			mockNode,
			filled as never,
			mode,
			keys,
			undefined,
			undefined,
			filled as never,
		) as Data;
	}

	class TestCredentialsHelper extends Base {
		getParentTypes(name: string) {
			return parentTypes(name);
		}

		isCredentialUsableByNode(credentialType: string, nodeType: string) {
			const type = typeOf(credentialType);
			return !type.restrictToSupportedNodes || (type.supportedNodes ?? []).includes(nodeType);
		}

		getCredentialsProperties(type: string) {
			return propertiesOf(type);
		}

		async getCredentials(details: INodeCredentialsDetails, type: string) {
			return find(details, type);
		}

		async getDecrypted(
			additionalData: IWorkflowExecuteAdditionalData,
			details: INodeCredentialsDetails,
			type: string,
			mode: WorkflowExecuteMode,
			_executeData?: unknown,
			raw?: boolean,
			expressionResolveValues?: ICredentialsExpressionResolveValues,
		): Promise<Data> {
			decryptions++;
			const data = await find(details, type).getData();
			return raw === true ? data : await withDefaults(data, type, mode, additionalData, expressionResolveValues);
		}

		async updateCredentials(details: INodeCredentialsDetails, type: string, data: Data) {
			await find(details, type).setData(data);
		}

		async updateCredentialsOauthTokenData(details: INodeCredentialsDetails, type: string, data: Data) {
			await find(details, type).updateData({ oauthTokenData: data.oauthTokenData });
		}

		async authenticate(
			credentials: Data,
			typeName: string,
			incoming: IHttpRequestOptions | IRequestOptionsSimplified,
			workflow?: Workflow,
			node?: INode,
		): Promise<IHttpRequestOptions> {
			const options = incoming as IHttpRequestOptions;
			const { authenticate } = typeOf(typeName);
			if (typeof authenticate === 'function') return await authenticate(credentials, options);
			if (authenticate?.type !== 'generic') return options;
			if (!workflow || !node) throw new Error('Workflow and node are required for declarative authentication');
			options.headers ??= {};
			const target = options as unknown as Record<string, Record<string, string>>;
			for (const [part, entries] of Object.entries(authenticate.properties)) {
				for (const [key, value] of Object.entries(entries)) {
					const place = (target[part] ??= {});
					place[resolve(key, credentials, workflow, node)] = resolve(value, credentials, workflow, node);
				}
			}
			return options;
		}

		async preAuthentication(
			helpers: IHttpRequestHelper,
			credentials: Data,
			typeName: string,
			node: INode,
			credentialsExpired: boolean,
		): Promise<Data | undefined> {
			const type = typeOf(typeName);
			const expirable = type.properties.find(
				(p) => p.type === 'hidden' && p.typeOptions?.expirable === true,
			)?.name;
			if (expirable === undefined || typeof type.preAuthentication !== 'function') return undefined;
			if (credentials[expirable] !== '' && !credentialsExpired) return undefined;

			const output = (await type.preAuthentication.call(restricted(helpers, credentials), credentials)) as Data;
			const details = node.credentials?.[type.name];
			if (output[expirable] === undefined || !details) return undefined;

			const before = await find(details, type.name).getData();
			const after = { ...before };
			for (const [key, value] of Object.entries(output)) {
				if (key === expirable || !isExpression(before[key])) after[key] = value;
			}
			await this.updateCredentials(details, type.name, after);
			return Object.assign(credentials, output);
		}

		async runPreAuthentication(helpers: IHttpRequestHelper, credentials: Data, typeName: string) {
			const { preAuthentication } = typeOf(typeName);
			if (typeof preAuthentication !== 'function') return undefined;
			return ((await preAuthentication.call(restricted(helpers, credentials), credentials)) ?? undefined) as
				| Data
				| undefined;
		}
	}

	/** A credential limited to some domains may not reach others while it logs in. */
	function restricted(helpers: IHttpRequestHelper, credentials: Data): IHttpRequestHelper {
		const { getCredentialOwnRequestAllowedDomains: domainsOf } = host.workflow;
		// Early versions do not limit what a credential does while it logs in.
		const allowedDomains = isKnown(domainsOf) ? domainsOf(credentials) : undefined;
		if (allowedDomains === undefined) return helpers;
		return {
			helpers: {
				httpRequest: async (options) => await helpers.helpers.httpRequest({ ...options, allowedDomains }),
			},
		};
	}

	function resolve(value: unknown, credentials: Data, workflow: Workflow, node: INode): string {
		if (!isExpression(value)) return value as string;
		const keys = { $credentials: credentials } as never;
		const resolved = workflow.expression.getSimpleParameterValue(node, value, 'internal', keys, undefined, '');
		return resolved ? String(resolved) : '';
	}

	return {
		helper: new TestCredentialsHelper(),
		async add(type, data) {
			const details = { id: randomUUID(), name: `${type} of the test` };
			const credential = new host.core.Credentials(details, type);
			await credential.setData(deepCopy(data));
			stored.set(details.id, credential);
			return details;
		},
		async read(details) {
			const credential = stored.get(details.id ?? '');
			if (!credential) throw new Error(`No credential with the id "${details.id}" was stored`);
			return await credential.getData();
		},
		decryptions: () => decryptions,
	};
}

const mockNodeTypes: INodeTypes = {
	getByName: () => mockNodeType,
	getByNameAndVersion: () => mockNodeType,
	getKnownTypes: () => ({}),
};

const mockNodeType = {
	description: {
		displayName: 'Mock',
		name: 'mock',
		group: [],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: [],
		properties: [],
	},
} as ReturnType<INodeTypes['getByNameAndVersion']>;

import { randomUUID } from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeType,
	INodeTypes,
	IRequestOptions,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import type { CredentialStore } from './credentials.mts';
import { isKnown, type Host } from './host.mts';

type Data = ICredentialDataDecryptedObject;

/** What n8n shows below a credential after its test. */
export interface TestOutcome {
	status: 'OK' | 'Error';
	message: string;
}

/** What uses a credential besides the nodes of the package. */
export interface CredentialUse {
	/** Tests a credential as n8n's server does it for the screen of the credential. */
	test(type: string, data: Data): Promise<TestOutcome>;
	/**
	 * Sends a request as n8n's HTTP Request node does with a credential of another node.
	 * @param changes options besides the address, as the node would set them
	 */
	httpRequestNode(type: string, data: Data, url: string, changes?: Partial<IRequestOptions>): Promise<unknown>;
	/** Sends a request as any other node does that may use the credential. */
	otherNode(type: string, data: Data, options: IHttpRequestOptions): Promise<unknown>;
}

const HTTP_REQUEST_NODE = 'n8n-nodes-base.httpRequest';
/** On this one n8n's server hangs the request of a credential's test. */
const NO_OP_NODE = 'n8n-nodes-base.noOp';

/** The test of credentials and the HTTP Request node ship with n8n's server and not its engine, so this follows them. */
export function credentialUse(
	host: Host,
	store: CredentialStore,
	typeOf: (name: string) => ICredentialType,
	serverData: () => object,
): CredentialUse {
	const { getCredentialAllowedDomains: domainsOf } = host.workflow;

	async function contextOf(type: string, data: Data, nodeType: INodeType) {
		const node: INode = {
			id: randomUUID(),
			name: 'Temp-Node',
			type: nodeType.description.name,
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: { [type]: await store.add(type, data) },
		};
		const nodeTypes: INodeTypes = {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		};
		const workflow = new host.workflow.Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
		const additionalData = serverData() as unknown as IWorkflowExecuteAdditionalData;
		const context = new host.core.ExecuteContext(
			workflow,
			node,
			additionalData,
			'internal',
			{ resultData: { runData: {} } } as never,
			0,
			[],
			{ main: [[{ json: {} }]] },
			{ node, data: {}, source: null },
			[],
		);
		return { context, node, workflow };
	}

	return {
		async test(type, data) {
			const { request, rules = [] } = typeOf(type).test ?? { request: {} };
			const nodeType = typeWith(NO_OP_NODE, type, request as IDataObject);
			const { context, node, workflow } = await contextOf(type, data, nodeType);
			const credentialsDecrypted: ICredentialsDecrypted = {
				id: node.credentials?.[type]?.id ?? '',
				name: type,
				type,
				data: await context.getCredentials<Data>(type, 0),
			};
			try {
				await workflow.expression.acquireIsolate?.();
				const response = await new host.core.RoutingNode(context, nodeType, credentialsDecrypted).runNode();
				const body = response?.[0]?.[0]?.json;
				const told = rules.find(
					(rule) =>
						rule.type === 'responseSuccessBody' && body?.[rule.properties.key] === rule.properties.value,
				);
				return told
					? { status: 'Error', message: told.properties.message }
					: { status: 'OK', message: 'Connection successful!' };
			} catch (error) {
				const { message, cause } = error as Error & {
					cause?: { response?: { status: number }; code?: string };
				};
				const status = cause?.response?.status;
				const told = rules.find((rule) => rule.type === 'responseCode' && rule.properties.value === status);
				return { status: 'Error', message: told?.properties.message ?? cause?.code ?? message };
			} finally {
				await workflow.expression.releaseIsolate?.();
			}
		},

		async httpRequestNode(type, data, url, changes = {}) {
			const { context, node } = await contextOf(type, data, typeWith(HTTP_REQUEST_NODE, type));
			const credentialData = await context.getCredentials(type, 0);
			const allowedDomains = isKnown(domainsOf) ? domainsOf({ node, credentialData }) : undefined;
			// In early versions the node looks at the field by itself.
			if (credentialData.allowedHttpRequestDomains === 'none')
				throw new Error('This credential is configured to prevent use within an HTTP Request node');
			const options = {
				headers: {},
				method: 'GET',
				uri: url,
				gzip: true,
				rejectUnauthorized: true,
				followRedirect: true,
				followAllRedirects: true,
				maxRedirects: undefined,
				resolveWithFullResponse: true,
				// Versions of the node before 4.4 set this.
				sendCredentialsOnCrossOriginRedirect: true,
				allowedDomains,
				timeout: 5000,
				json: true,
				...changes,
			} as IRequestOptions;
			const { requestWithAuthentication: send } = context.helpers;
			return (await send.call(context, type, options, undefined, 0)) as unknown;
		},

		async otherNode(type, data, options) {
			const { context } = await contextOf(type, data, typeWith(HTTP_REQUEST_NODE, type));
			return (await context.helpers.httpRequestWithAuthentication.call(context, type, options)) as unknown;
		},
	};
}

function typeWith(name: string, credential: string, request?: IDataObject): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: [],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: [],
			credentials: [{ name: credential, required: true }],
			properties: [{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } }],
		},
	} as INodeType;
}

import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { ENVIRONMENTS } from '../nodes/EkaCare/environments';
import { headersFor, login } from '../nodes/EkaCare/login';
import { withBearer } from '../nodes/shared/auth/bearer';
import { baseUrlExpression, resolveBaseUrl } from '../nodes/shared/auth/base-url';
import { environmentFields, secretField } from '../nodes/shared/auth/credential-fields';

export class EkaCareApi implements ICredentialType {
	name = 'ekaCareApi';

	displayName = 'Eka Care API';

	icon: Icon = { light: 'file:../icons/ekaCare.svg', dark: 'file:../icons/ekaCare.dark.svg' };

	documentationUrl = 'https://github.com/carechain/n8n-nodes-carechain#credentials';

	properties: INodeProperties[] = [
		...environmentFields(ENVIRONMENTS.sandbox),
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'Client ID and Secret',
					value: 'clientCredentials',
					description: 'Sign in by itself and renew the token when needed',
				},
				{ name: 'Long-Lived Token', value: 'jwt', description: 'Use a token made in the Eka Care console' },
			],
			default: 'clientCredentials',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. EC_1234567890123',
			description: 'The ID of the API client, as the Eka Care console shows it',
		},
		secretField({
			displayName: 'Client Secret',
			name: 'clientSecret',
			required: true,
			description: 'Shown once by the Eka Care console when the API client is made',
			displayOptions: { show: { authentication: ['clientCredentials'] } },
		}),
		secretField({
			displayName: 'Sharing Key',
			name: 'sharingKey',
			description:
				'Only to work in a workspace that another owner shared with you: the key (also called API token) from its settings',
			displayOptions: { show: { authentication: ['clientCredentials'] } },
		}),
		secretField({
			displayName: 'Token',
			name: 'jwt',
			required: true,
			description: 'The long-lived token (JWT) made in the Eka Care console',
			displayOptions: { show: { authentication: ['jwt'] } },
		}),
		secretField({
			displayName: 'Webhook Signing Key',
			name: 'webhookKey',
			description:
				'Only for the Eka Care Trigger with Registration set to By Hand: the key with which Eka Care signs these webhooks',
		}),
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** n8n calls this when no login is stored, after a 401, and in the credential test. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		if (credentials.authentication === 'jwt') return {};
		return { sessionToken: await login(this, credentials) };
	}

	authenticate: IAuthenticate = async (credentials, options) => {
		const token = credentials.authentication === 'jwt' ? credentials.jwt : credentials.sessionToken;
		return withBearer(options, resolveBaseUrl(credentials, ENVIRONMENTS), token, (bare, target) =>
			headersFor(target, credentials, bare),
		);
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${baseUrlExpression(ENVIRONMENTS)} }}`,
			url: '/cdr/v1/get_business_info/',
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: { value: 401, message: 'Eka Care did not accept the client ID and secret, or the token' },
			},
		],
	};
}

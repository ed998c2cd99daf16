import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { credentialTest } from '../nodes/Spry/credential-test';
import { ENVIRONMENTS } from '../nodes/Spry/environments';
import { baseUrlExpression } from '../nodes/shared/auth/base-url';
import { environmentFields } from '../nodes/shared/auth/credential-fields';

export class SpryOAuth2Api implements ICredentialType {
	name = 'spryOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Spry OAuth2 API';

	icon: Icon = { light: 'file:../icons/spry.svg', dark: 'file:../icons/spry.dark.svg' };

	documentationUrl = 'https://github.com/carechain/n8n-nodes-carechain#credentials';

	properties: INodeProperties[] = [
		...environmentFields(ENVIRONMENTS.sandbox),
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'clientCredentials',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `={{ (${baseUrlExpression(ENVIRONMENTS, '$self')}) + "/apis/v2/oauth/token" }}`,
			required: true,
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: 'read write',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			// Spry documents the secret in the form body; HTTP Basic is not shown.
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		{
			// n8n would offer it, and Spry documents nothing that could be given here.
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'hidden',
			default: false,
		},
		{
			// n8n signs an OAuth2 request without asking this class where it goes. Its list of allowed domains looks
			// at neither protocol nor port, nor at a proxy, so that a token could still be led astray by the HTTP
			// Request node; this keeps it from that node. Spry's own node calls any path below the base URL.
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'hidden',
			default: 'none',
		},
	];

	test: ICredentialTestRequest = credentialTest;
}

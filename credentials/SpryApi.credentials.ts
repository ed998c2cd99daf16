import type { IAuthenticate, ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { credentialTest } from '../nodes/Spry/credential-test';
import { ENVIRONMENTS } from '../nodes/Spry/environments';
import { withBearer } from '../nodes/shared/auth/bearer';
import { resolveBaseUrl } from '../nodes/shared/auth/base-url';
import { environmentFields, secretField } from '../nodes/shared/auth/credential-fields';

export class SpryApi implements ICredentialType {
	name = 'spryApi';

	displayName = 'Spry Token API';

	icon: Icon = { light: 'file:../icons/spry.svg', dark: 'file:../icons/spry.dark.svg' };

	documentationUrl = 'https://github.com/carechain/n8n-nodes-carechain#credentials';

	properties: INodeProperties[] = [
		...environmentFields(ENVIRONMENTS.sandbox),
		secretField({
			displayName: 'Token',
			name: 'jwt',
			required: true,
			description:
				'The bearer token (JWT). Spry tokens run out after an hour; for longer use, choose the credential with client ID and secret.',
		}),
	];

	authenticate: IAuthenticate = async (credentials, options) =>
		withBearer(options, resolveBaseUrl(credentials, ENVIRONMENTS), credentials.jwt);

	test: ICredentialTestRequest = credentialTest;
}

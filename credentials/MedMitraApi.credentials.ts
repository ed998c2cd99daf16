import type { IAuthenticate, ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { withBearer } from '../nodes/shared/auth/bearer';
import { baseUrlExpression, resolveBaseUrl } from '../nodes/shared/auth/base-url';
import { baseUrlField, secretField } from '../nodes/shared/auth/credential-fields';

export class MedMitraApi implements ICredentialType {
	name = 'medMitraApi';

	displayName = 'MedMitra API';

	icon: Icon = { light: 'file:../icons/medMitra.svg', dark: 'file:../icons/medMitra.dark.svg' };

	documentationUrl = 'https://github.com/carechain/n8n-nodes-carechain#credentials';

	properties: INodeProperties[] = [
		baseUrlField('https://medmitra.example.com'),
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 3f2b8c1e-5a4d-4e6f-8b7a-9c0d1e2f3a4b',
			description: 'The UUID of the doctor in MedMitra under whom cases are kept',
		},
		secretField({
			displayName: 'Gateway Token',
			name: 'jwt',
			description:
				'Bearer token (JWT) for a gateway in front of MedMitra. MedMitra itself asks for no token, so a server that is reachable without a gateway shows its cases to everyone.',
		}),
	];

	authenticate: IAuthenticate = async (credentials, options) =>
		withBearer(options, resolveBaseUrl(credentials), credentials.jwt);

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${baseUrlExpression()} }}`,
			url: '/cases/all_cases',
			disableFollowRedirect: true,
			qs: { user_id: '={{ $credentials.userId }}' },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 400,
					message: 'MedMitra does not accept the user ID. It must be the UUID of a MedMitra user.',
				},
			},
			{
				type: 'responseCode',
				properties: { value: 401, message: 'The gateway in front of MedMitra did not accept the token' },
			},
			{
				type: 'responseCode',
				properties: { value: 404, message: 'There is no MedMitra API at this base URL' },
			},
		],
	};
}

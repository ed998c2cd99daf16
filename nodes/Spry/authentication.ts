import type { INodeCredentialDescription } from 'n8n-workflow';

import { choice } from '../shared/fields/build';
import { editorOnly } from '../shared/fields/vary';

/** The credentials of both of Spry's nodes. */
export const CREDENTIALS: INodeCredentialDescription[] = [
	{ name: 'spryOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
	{ name: 'spryApi', required: true, displayOptions: { show: { authentication: ['jwt'] } } },
];

/** Which of them is used; without a description, as n8n's own nodes have it. */
export const AUTHENTICATION = editorOnly(
	choice('authentication', '', {
		as: false,
		options: {
			oAuth2: {
				name: 'Client ID and Secret',
				description: 'Sign in and renew the token automatically',
			},
			jwt: { name: 'Token', description: 'Use a bearer token that you renew yourself' },
		},
		default: 'oAuth2',
		noDataExpression: true,
	}),
);

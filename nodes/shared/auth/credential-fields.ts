import type { INodeProperties } from 'n8n-workflow';

import { baseUrlExpression, type Environments } from './base-url';

/** For every credential test: n8n would follow a redirect with the token, and wait for five minutes. */
export const GUARDED_TEST = {
	disableFollowRedirect: true,
	sendCredentialsOnCrossOriginRedirect: false,
	timeout: 30_000,
};

/** Which of the vendor's hosts to use, and the address of another one. */
export function environmentFields(example: string): INodeProperties[] {
	return [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Custom', value: 'custom' },
				{ name: 'Production', value: 'production' },
				{ name: 'Sandbox', value: 'sandbox' },
			],
			default: 'production',
		},
		{
			...baseUrlField(example),
			displayOptions: { show: { environment: ['custom'] } },
		},
	];
}

/** The address of an API. */
export function baseUrlField(example: string): INodeProperties {
	return {
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: `e.g. ${example}`,
		description: 'Address of the API, starting with https://',
	};
}

/** A value that n8n stores encrypted and shows as dots. */
export function secretField(field: Omit<INodeProperties, 'type' | 'typeOptions' | 'default'>): INodeProperties {
	return { ...field, type: 'string', typeOptions: { password: true }, default: '' };
}

/**
 * n8n's own restriction of a credential to the vendor's host, in the HTTP Request node too. For OAuth2, where n8n signs
 * the request itself and no code of this package is asked; the others are guarded by `withBearer`.
 */
export function onlyWithin(environments: Environments): INodeProperties[] {
	const host = `(${baseUrlExpression(environments, '$self')}).match(/^https?:\\/\\/(\\[[^\\]]*\\]|[^\\/:?#]+)/i)[1]`;
	return [
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'hidden',
			default: 'domains',
		},
		{ displayName: 'Allowed Domains', name: 'allowedDomains', type: 'hidden', default: `={{ ${host} }}` },
	];
}

import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * Stands in for n8n's own credential `oAuth2Api`, which ships in n8n-nodes-base and not with the engine: the same
 * fields under the same conditions, so that a credential that extends it gets the same defaults.
 */
export const oAuth2Api: ICredentialType = {
	name: 'oAuth2Api',
	displayName: 'OAuth2 API',
	properties: [
		field('useDynamicClientRegistration', 'hidden', false),
		{
			...shown(field('grantType', 'options', 'authorizationCode')),
			options: ['authorizationCode', 'clientCredentials', 'pkce'].map((value) => ({ name: value, value })),
		},
		shown(field('serverUrl', 'string', ''), { useDynamicClientRegistration: [true] }),
		shown(field('authUrl', 'string', ''), { grantType: ['authorizationCode', 'pkce'] }),
		shown(field('accessTokenUrl', 'string', '')),
		shown(field('clientId', 'string', '')),
		field('clientCredentialType', 'hidden', 'clientSecret'),
		{ ...shown(field('clientSecret', 'string', '')), typeOptions: { password: true } },
		field('privateKey', 'hidden', ''),
		field('certificate', 'hidden', ''),
		shown(field('scope', 'string', '')),
		shown(field('authQueryParameters', 'string', ''), { grantType: ['authorizationCode', 'pkce'] }),
		{
			...shown(field('authentication', 'options', 'header')),
			options: ['body', 'header'].map((value) => ({ name: value, value })),
		},
		shown(field('sendAdditionalBodyProperties', 'boolean', false), {
			grantType: ['clientCredentials'],
			authentication: ['body'],
		}),
		shown(field('additionalBodyProperties', 'json', ''), {
			grantType: ['clientCredentials'],
			authentication: ['body'],
			sendAdditionalBodyProperties: [true],
		}),
		{ ...field('ignoreSSLIssues', 'boolean', false), doNotInherit: true },
		{ ...field('tokenExpiredStatusCode', 'number', 401), doNotInherit: true },
	],
};

function field(name: string, type: INodeProperties['type'], value: INodeProperties['default']): INodeProperties {
	return { displayName: name, name, type, default: value };
}

function shown(property: INodeProperties, conditions: Record<string, Array<string | boolean>> = {}): INodeProperties {
	const show = { useDynamicClientRegistration: [false], ...conditions };
	return { ...property, displayOptions: { show } };
}

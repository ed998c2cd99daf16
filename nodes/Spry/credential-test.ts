import type { ICredentialTestRequest } from 'n8n-workflow';

import { baseUrlExpression } from '../shared/auth/base-url';
import { ENVIRONMENTS } from './environments';

/** Spry has no call that only tells who one is; this search changes nothing and needs no id. */
export const credentialTest: ICredentialTestRequest = {
	request: {
		baseURL: `={{ ${baseUrlExpression(ENVIRONMENTS)} }}`,
		url: '/apis/soap-enrichment/v1/bcs/icd/search',
		qs: { q: 'M54' },
		// n8n would send the token on to whatever host a redirect names.
		disableFollowRedirect: true,
	},
	rules: [
		{
			type: 'responseCode',
			properties: { value: 401, message: 'Spry did not accept the token. Spry tokens run out after an hour.' },
		},
		{
			// Spry reports a refusal with HTTP 200 as well.
			type: 'responseSuccessBody',
			properties: {
				key: 'code',
				value: 4000,
				message: 'Spry refused the request (code 4000). Check that the account may use the API.',
			},
		},
		// n8n reads rules of both kinds; its types know lists of one kind only.
	] as ICredentialTestRequest['rules'],
};

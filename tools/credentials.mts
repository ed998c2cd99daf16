import { randomBytes } from 'node:crypto';

import type { SandboxUrls } from '../sandbox/types.mts';
import { ekaCare, medMitra, spry } from '../sandbox/seed.mts';

export interface DemoCredential {
	type: string;
	/** The name under which the example workflows know it. */
	name: string;
	data: Record<string, unknown>;
	/** Whether n8n has a test for credentials of this type. */
	isTestable?: boolean;
}

/** The header that the patient intake asks its callers for; the key is new in every run. */
export const callerKey = { name: 'X-API-Key', value: randomBytes(24).toString('base64url') };

/** The credentials of the example workflows, made out for the sandbox. */
export function demoCredentials(urls: SandboxUrls): DemoCredential[] {
	const environment = 'custom';
	return [
		{
			type: 'spryOAuth2Api',
			name: 'Spry',
			data: { environment, baseUrl: urls.spry, clientId: spry.clientId, clientSecret: spry.clientSecret },
		},
		{
			type: 'ekaCareApi',
			name: 'Eka Care',
			data: {
				environment,
				baseUrl: urls.ekaCare,
				authentication: 'clientCredentials',
				clientId: ekaCare.clientId,
				clientSecret: ekaCare.clientSecret,
			},
		},
		{
			type: 'medMitraApi',
			name: 'MedMitra',
			data: { baseUrl: urls.medMitra, userId: medMitra.doctors[0]?.id },
		},
		{ type: 'httpHeaderAuth', name: 'Key of the caller', data: callerKey, isTestable: false },
	];
}

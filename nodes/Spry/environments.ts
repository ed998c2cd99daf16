import type { Environments } from '../shared/auth/base-url';

/** Spry's documented hosts by the value of the credential's `environment`. */
export const ENVIRONMENTS = {
	production: 'https://provider.sprypt.com',
	sandbox: 'https://provider.staging.spryhealth.care',
} satisfies Environments;

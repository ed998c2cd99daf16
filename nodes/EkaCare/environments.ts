import type { Environments } from '../shared/auth/base-url';

/**
 * Eka Care's hosts by the value of the credential's `environment`. Its documents spell the development
 * host in three ways; this is the one most of them use, and any other can be given as a base URL.
 */
export const ENVIRONMENTS = {
	production: 'https://api.eka.care',
	sandbox: 'https://api.dev.eka.care',
} satisfies Environments;

import type { RequestSpec } from '../shared/types';

/** Everybody and every place of the workspace in one answer, without pages. */
export const ENTITIES = {
	method: 'GET',
	path: '/dr/v1/business/entities',
	isShared: true,
} satisfies RequestSpec;

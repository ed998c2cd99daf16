import type { Resource } from '../../../shared/types';
import { search } from './search.operation';

export const icdCodeResource: Resource = {
	displayName: 'ICD Code',
	value: 'icdCode',
	operations: [search],
};

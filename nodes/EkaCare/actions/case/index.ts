import type { Resource } from '../../../shared/types';
import { create } from './create.operation';

export const caseResource: Resource = {
	displayName: 'Case',
	value: 'case',
	operations: [create],
};

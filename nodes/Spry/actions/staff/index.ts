import type { Resource } from '../../../shared/types';
import { create } from './create.operation';
import { update } from './update.operation';

export const staffResource: Resource = {
	displayName: 'Staff',
	value: 'staff',
	operations: [create, update],
};

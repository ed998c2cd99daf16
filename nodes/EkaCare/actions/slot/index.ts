import type { Resource } from '../../../shared/types';
import { getAll } from './getAll.operation';

export const slotResource: Resource = {
	displayName: 'Appointment Slot',
	value: 'slot',
	operations: [getAll],
};

import type { Resource } from '../../../shared/types';
import { create } from './create.operation';
import { getAll } from './get-all.operation';
import { getCategories } from './get-categories.operation';

export const appointmentResource: Resource = {
	displayName: 'Appointment',
	value: 'appointment',
	operations: [create, getCategories, getAll],
};

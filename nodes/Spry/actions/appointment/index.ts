import type { Resource } from '../../../shared/types';
import { create } from './create.operation';
import { getAll } from './getAll.operation';
import { getCategories } from './getCategories.operation';

export const appointmentResource: Resource = {
	displayName: 'Appointment',
	value: 'appointment',
	operations: [create, getCategories, getAll],
};

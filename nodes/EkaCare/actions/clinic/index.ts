import type { Resource } from '../../../shared/types';
import { clinicLocator } from '../../fields';
import { deleting, listing } from '../onboarding';
import { create } from './create.operation';
import { get } from './get.operation';
import { update } from './update.operation';

export const clinicResource: Resource = {
	displayName: 'Clinic',
	value: 'clinic',
	operations: [
		create,
		deleting(
			'clinic',
			clinicLocator('The clinic to delete, by its Eka Care ID or your own ID', { as: false, required: true }),
		),
		get,
		listing('clinic'),
		update,
	],
};

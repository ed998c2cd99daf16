import type { Resource } from '../../../shared/types';
import { doctorLocator } from '../../fields';
import { deleting, listing } from '../onboarding';
import { create } from './create.operation';
import { get } from './get.operation';
import { getServices } from './getServices.operation';
import { update } from './update.operation';

export const doctorResource: Resource = {
	displayName: 'Doctor',
	value: 'doctor',
	operations: [
		create,
		deleting(
			'doctor',
			doctorLocator('The doctor to delete, by their Eka Care ID or your own ID', { as: false, required: true }),
		),
		get,
		listing('doctor'),
		getServices,
		update,
	],
};

import { clinicLocator } from '../../fields';
import { updating } from '../onboarding';
import { address, clinicName, DETAILS } from './clinic-fields';

export const update = updating(
	'clinic',
	clinicLocator('The clinic to change, by its Eka Care ID', { as: false, required: true }),
	[...DETAILS, address, clinicName],
);

import { byName, clinicLocator } from '../../fields';
import { updating } from '../onboarding';
import { address, clinicName, DETAILS } from './clinic-fields';

export const update = updating(
	'clinic',
	clinicLocator({ description: "The clinic to change, by Eka Care's ID" }),
	byName([...DETAILS, address, clinicName]),
);

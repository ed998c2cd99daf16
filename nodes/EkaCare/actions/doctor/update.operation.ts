import { doctorLocator } from '../../fields';
import { updating } from '../onboarding';
import { DETAILS, firstName, gender, lastName } from './doctor-fields';

export const update = updating(
	'doctor',
	doctorLocator('The doctor to change, by their Eka Care ID', { as: false, required: true }),
	[...DETAILS, firstName, gender, lastName],
);

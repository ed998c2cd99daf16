import { byName, doctorLocator } from '../../fields';
import { updating } from '../onboarding';
import { DETAILS, firstName, gender, lastName } from './doctor-fields';

export const update = updating(
	'doctor',
	doctorLocator({ description: "The doctor to change, by Eka Care's ID" }),
	byName([...DETAILS, firstName, gender, lastName]),
);

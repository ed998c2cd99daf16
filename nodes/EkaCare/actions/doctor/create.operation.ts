import { additionalFields } from '../../../shared/fields/nested';
import { required } from '../../../shared/fields/vary';
import type { RequestOperation } from '../../../shared/types';
import { creating } from '../onboarding';
import { DETAILS, firstName, gender, lastName } from './doctor-fields';

export const create: RequestOperation = {
	...creating('doctor', ['firstname', 'lastname']),
	fields: [required(firstName), required(lastName), required(gender), additionalFields(...DETAILS)],
};

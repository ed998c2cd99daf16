import { additionalFields } from '../../../shared/fields/nested';
import { required } from '../../../shared/fields/vary';
import { requestOperation } from '../../../shared/operation';
import { creating } from '../onboarding-create';
import { DETAILS, firstName, gender, lastName } from './doctor-fields';

export const create = requestOperation({
	...creating('doctor', ['firstname', 'lastname']),
	fields: [required(firstName), required(lastName), required(gender), additionalFields(...DETAILS)],
});

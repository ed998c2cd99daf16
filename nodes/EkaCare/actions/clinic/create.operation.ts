import { additionalFields } from '../../../shared/fields/nested';
import { required } from '../../../shared/fields/vary';
import { requestOperation } from '../../../shared/operation';
import { creating } from '../onboarding-create';
import { address, clinicName, DETAILS } from './clinic-fields';

export const create = requestOperation({
	...creating('clinic', ['name']),
	fields: [required(clinicName), required(address), additionalFields(...DETAILS)],
});

import { additionalFields } from '../../../shared/fields/nested';
import { required } from '../../../shared/fields/vary';
import type { RequestOperation } from '../../../shared/types';
import { creating } from '../onboarding';
import { address, clinicName, DETAILS } from './clinic-fields';

export const create: RequestOperation = {
	...creating('clinic', ['name']),
	fields: [required(clinicName), required(address), additionalFields(...DETAILS)],
};

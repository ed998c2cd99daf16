import type { RequestOperation } from '../../../shared/types';
import { creating } from '../onboarding';
import { address, clinicName, DETAILS } from './clinic-fields';

export const create: RequestOperation = {
	...creating('clinic', ['name']),
	fields: [
		{ ...clinicName, required: true },
		{ ...address, required: true },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: DETAILS,
		},
	],
};

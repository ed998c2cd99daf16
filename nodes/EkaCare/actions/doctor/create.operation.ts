import type { RequestOperation } from '../../../shared/types';
import { creating } from '../onboarding';
import { DETAILS, firstName, gender, lastName } from './doctor-fields';

export const create: RequestOperation = {
	...creating('doctor', ['firstname', 'lastname']),
	fields: [
		{ ...firstName, required: true },
		{ ...lastName, required: true },
		{ ...gender, required: true },
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

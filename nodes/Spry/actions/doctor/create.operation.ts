import { additionalFields } from '../../../shared/fields/nested';
import { required } from '../../../shared/fields/vary';
import { requestOperation } from '../../../shared/operation';
import { masterSpecialization, roles } from '../../profession-fields';
import { hasRecord } from '../../records';
import { dataOf } from '../../vendor';
import { detailFields, SIMPLIFIED_DOCTOR } from './fields';

export const create = requestOperation({
	displayName: 'Create',
	value: 'create',
	action: 'Create doctor',
	description: 'Add a doctor for an existing user account. To create both at once, use Staff: Create.',
	maps: true,
	// No key is documented: the same request again makes a second doctor.
	resend: 'never',
	howToCheck: 'Look for the doctor in Spry before running this item again: Spry would make a second one.',
	whenRefused:
		'Check that the person has a user account in Spry, the master specialization, the NPI and the clinics.',
	simplified: SIMPLIFIED_DOCTOR,
	fields: [required(masterSpecialization), additionalFields(...detailFields(), roles('roles'))],
	request: ({ body }) => ({ method: 'POST', path: '/v1/doctor', body, isComplete: hasRecord }),
	output: (answer) => dataOf(answer),
});

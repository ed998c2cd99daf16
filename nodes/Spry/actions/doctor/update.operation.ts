import { updateFields } from '../../../shared/fields/nested';
import { requestOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import { changesIn, doctorLocator } from '../../fields';
import { masterSpecialization } from '../../profession-fields';
import { hasRecord } from '../../records';
import { dataOf } from '../../vendor';
import { detailFields } from './fields';

export const update = requestOperation({
	displayName: 'Update',
	value: 'update',
	action: 'Update doctor',
	description: 'Change a doctor. Fields you leave out keep their value.',
	maps: true,
	// Sets the given values: the second time nothing changes.
	resend: 'always',
	whenRefused: 'Check the ID of the doctor, the master specialization, the NPI and the clinics.',
	fields: [
		doctorLocator('The doctor to change', { as: false, required: true }),
		updateFields(masterSpecialization, ...detailFields()),
	],
	request: ({ body, params }) => ({
		method: 'POST',
		path: path`/v1/doctor/${params.doctorId}`,
		body: changesIn(body),
		isComplete: hasRecord,
	}),
	output: (answer) => dataOf(answer),
});

import { updateFields } from '../../../shared/fields/nested';
import { requestOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import { changesIn, numbered } from '../../fields';
import { firstName, lastName } from '../../people-fields';
import { hasRecord } from '../../records';
import { dataOf } from '../../vendor';
import { detailFields, SIMPLIFIED_PHYSICIAN } from './fields';

export const update = requestOperation({
	displayName: 'Update',
	value: 'update',
	action: 'Update referring physician',
	description:
		'Change a physician who refers patients. Fields you leave out keep their value. Offices are replaced as a whole, so give all of them.',
	maps: true,
	// Sets the given values: the second time nothing changes.
	resend: 'always',
	whenRefused: 'Check the ID of the physician, the NPI, and the states of the offices.',
	simplified: SIMPLIFIED_PHYSICIAN,
	fields: [
		numbered('referringPhysicianId', 'The physician to change', { as: false, required: true }),
		updateFields(
			firstName(),
			lastName(),
			...detailFields('The organisation that the physician is registered with'),
		),
	],
	request: ({ body, params }) => ({
		method: 'POST',
		path: path`/apis/v2/referring-physician/${params.referringPhysicianId}`,
		body: changesIn(body),
		isComplete: hasRecord,
	}),
	output: (answer) => dataOf(answer),
});

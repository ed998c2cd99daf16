import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { changesIn, idLocator } from '../../fields';
import { collection } from '../../inputs';
import { firstName, lastName } from '../../people-fields';
import { hasRecord } from '../../records';
import { dataOf } from '../../vendor';
import { detailFields, SIMPLIFIED_PHYSICIAN } from './fields';

export const update: RequestOperation = {
	displayName: 'Update',
	value: 'update',
	action: 'Update referring physician',
	description:
		'Change a physician who refers patients; what is not filled in stays as it is, but give all offices when you give one',
	maps: true,
	// Sets the given values: the second time nothing changes.
	resend: 'always',
	whenRefused: 'Check the ID of the physician, the NPI, and the states of the offices.',
	simplified: SIMPLIFIED_PHYSICIAN,
	fields: [
		idLocator({
			displayName: 'Referring Physician',
			name: 'referringPhysicianId',
			description: 'The physician to change',
		}),
		collection('updateFields', [
			firstName('first_name'),
			lastName('last_name'),
			...detailFields('The organisation that the physician is registered with'),
		]),
	],
	request: ({ body, params }) => ({
		method: 'POST',
		path: path`/apis/v2/referring-physician/${params.referringPhysicianId}`,
		body: changesIn(body),
		isComplete: hasRecord,
	}),
	output: (answer) => dataOf(answer),
};

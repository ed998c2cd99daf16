import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { changesIn } from '../../fields';
import { collection } from '../../inputs';
import { masterSpecialization } from '../../people-fields';
import { doctorLocator, hasRecord } from '../../records';
import { dataOf } from '../../vendor';
import { detailFields } from './fields';

export const update: RequestOperation = {
	displayName: 'Update',
	value: 'update',
	action: 'Update doctor',
	description: 'Change a doctor; what is not filled in stays as it is',
	maps: true,
	// Sets the given values: the second time nothing changes.
	resend: 'always',
	whenRefused: 'Check the ID of the doctor, the master specialization, the NPI and the clinics.',
	fields: [
		doctorLocator('The doctor to change'),
		collection('updateFields', [masterSpecialization('master_specialization'), ...detailFields()]),
	],
	request: ({ body, params }) => ({
		method: 'POST',
		path: path`/v1/doctor/${params.doctorId}`,
		body: changesIn(body),
		isComplete: hasRecord,
	}),
	output: (answer) => dataOf(answer),
};

import type { IDataObject } from 'n8n-workflow';

import { inputRefusal } from '../../../shared/failure';
import { updateFields } from '../../../shared/fields/nested';
import { requestOperation } from '../../../shared/operation';
import { assertChanges, patientLocator } from '../../fields';
import { birthDay, DETAILS, firstName, fullName, gender, lastName, middleName, username } from './profile-fields';
import { change } from './profiles';

function assertOneName({ fln, fn, mn, ln }: IDataObject): void {
	if (fln === undefined || (fn ?? mn ?? ln) === undefined) return;
	throw inputRefusal(
		'Full Name',
		'is given beside parts of the name',
		'Give the full name, or first, middle and last name, but not both.',
	);
}

export const update = requestOperation({
	displayName: 'Update',
	value: 'update',
	action: 'Update patient',
	description: "Change a patient's profile. Fields you leave out keep their value.",
	maps: true,
	// The same change again changes nothing.
	resend: 'always',
	whenRefused: 'Check the patient and the fields. Leave out the username unless it changes.',
	fields: [
		patientLocator('The patient to change', { as: false, required: true }),
		updateFields(...DETAILS, birthDay, firstName, fullName, gender, lastName, middleName, {
			...username,
			description: 'A new ID of your own (UHID) for the patient. Add it only to change the ID.',
		}),
	],
	request({ body, params }) {
		assertChanges(body);
		assertOneName(body);
		return change(params.patientId, body);
	},
	output: (_, { params }) => ({ success: true, oid: params.patientId }),
});

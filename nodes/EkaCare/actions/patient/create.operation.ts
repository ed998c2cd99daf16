import { additionalFields } from '../../../shared/fields/nested';
import { requestOperation } from '../../../shared/operation';
import { dataOf } from '../../vendor';
import { DETAILS, NEW_PATIENT_FIELDS, username } from './profile-fields';
import { creation, lookUpCreated } from './profiles';

export const create = requestOperation({
	displayName: 'Create',
	value: 'create',
	action: 'Create patient',
	description: "Add a patient to the workspace's directory",
	maps: true,
	// Without a username nothing tells a second patient from the first.
	resend: 'keyed',
	whenRefused: "Check the patient's details, and that no other patient has the username.",
	howToCheck: 'Search for the patient before running this item again. With a Username the node finds out by itself.',
	fields: [...NEW_PATIENT_FIELDS, additionalFields(...DETAILS, username)],
	lookUp: ({ body }, sentAt) => lookUpCreated(body, sentAt),
	request: ({ body }) => creation(body),
	output: (answer) => ({ oid: dataOf(answer).oid }),
});

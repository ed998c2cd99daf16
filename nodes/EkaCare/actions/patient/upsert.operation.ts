import { additionalFields } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import { dataOf } from '../../vendor';
import { DETAILS, NEW_PATIENT_FIELDS, username } from './profile-fields';
import { byUsername, change, creation, found, lookUpCreated } from './profiles';

export const upsert = stepsOperation({
	displayName: 'Create or Update',
	value: 'upsert',
	action: 'Create or update patient',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	maps: true,
	// Only of what is created can there be two; that is looked up by its username.
	resend: 'always',
	whenRefused: "Check the patient's details.",
	howToCheck: 'Running this item again is safe: the patient is found by the username.',
	fields: [
		{ ...username, required: true, description: 'Your own ID (UHID) for the patient, used to find the patient' },
		...NEW_PATIENT_FIELDS,
		additionalFields(...DETAILS),
	],
	async steps({ body }, request) {
		const { username: wanted, ...details } = body;
		const [known] = found(await request(byUsername(wanted)));
		if (known) {
			// Its own username sent once more would count as taken.
			await request(change(known.oid, details));
			return [{ json: { oid: known.oid, username: wanted, created: false } }];
		}
		const answer = await request({
			...creation(body),
			resend: 'keyed',
			lookUp: (sentAt) => lookUpCreated(body, sentAt),
		});
		return [{ json: { oid: dataOf(answer).oid, username: wanted, created: true } }];
	},
});

import { text } from '../../../shared/fields/build';
import { updateFields } from '../../../shared/fields/nested';
import { requestOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import { changesIn, numbered } from '../../fields';
import { doctorDetails, masterSpecialization, professionFields, roles } from '../../profession-fields';
import { hasRecord } from '../../records';
import { dataOf } from '../../vendor';
import { userFields } from './fields';

export const update = requestOperation({
	displayName: 'Update',
	value: 'update',
	action: 'Update staff member',
	description: 'Change a user account and its doctor record. Fields you leave out keep their value.',
	maps: true,
	// The same values again change nothing, but nobody knows whether Spry sends an email each time.
	resend: 'never',
	howToCheck: 'Open the user in Spry and look whether the change is there; if not, run this item again.',
	whenRefused:
		'Check the ID of the user, the time zone, and that the person is a doctor when you change Doctor Details.',
	fields: [
		numbered('userId', 'The user account of the staff member. This is not the doctor ID.', {
			as: false,
			required: true,
		}),
		updateFields(
			...userFields('update_user_dto.'),
			roles('update_user_dto.roles'),
			text('userSelectedTimeZone', "The person's time zone, as an IANA name", {
				as: 'update_user_dto.user_selected_time_zone',
				label: 'Time Zone',
				example: 'America/New_York',
				pattern: /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/,
				expects: 'Give the name of a time zone, such as America/New_York.',
			}),
			doctorDetails('createDoctorDto', "Changes to this person's doctor record", 'create_doctor_dto', [
				masterSpecialization,
				...professionFields,
			]),
		),
	],
	request: ({ body, params }) => ({
		method: 'POST',
		path: path`/v1/clinic/update-clinic-staff/${params.userId}`,
		body: changesIn(body),
		isComplete: hasRecord,
	}),
	output: (answer) => dataOf(answer),
});

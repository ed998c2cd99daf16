import { choice, flag, text } from '../../../shared/fields/build';
import { additionalFields } from '../../../shared/fields/nested';
import { required } from '../../../shared/fields/vary';
import { requestOperation } from '../../../shared/operation';
import { clinicLocator } from '../../fields';
import { ids } from '../../kinds';
import { doctorDetails, masterSpecialization, practiceFields, professionFields, roles } from '../../profession-fields';
import { hasRecord } from '../../records';
import { dataOf } from '../../vendor';
import { assertDoctorDetails, toPassword } from './create-rules';
import { userFields } from './fields';

export const create = requestOperation({
	displayName: 'Create',
	value: 'create',
	action: 'Create staff member',
	description:
		"Create a user account, and for a doctor's role the doctor as well. Spry sends an invitation email immediately.",
	maps: true,
	// Sends an email each time.
	resend: 'never',
	howToCheck: 'Look for the user in Spry before running this item again: the person could be invited a second time.',
	whenRefused:
		'Check that the username is free, that the clinics are ones your Spry account may use, and the details of the doctor.',
	fields: [
		text('username', 'The user name for signing in', {
			as: 'user_details.username',
			required: true,
			example: 'henrik.osei',
		}),
		text(
			'password',
			'8 to 30 characters with an upper-case letter, a lower-case letter, a digit and a special character. The invitation has a link to choose another one.',
			{
				as: 'user_details.password',
				required: true,
				example: 'Spring-Walk-27',
				isSecret: true,
				convert: toPassword,
			},
		),
		required(roles('user_details.roles')),
		additionalFields(
			...userFields('user_details.'),
			clinicLocator('The clinic where the person works', { as: 'user_details.clinic_id' }),
			ids('clinicIdList', 'All clinics where the person works', {
				as: 'user_details.clinic_id_list',
				label: 'Clinic IDs',
				example: '101',
			}),
			choice('doctorType', 'Whether the doctor works at one clinic or several', {
				as: 'user_details.doctor_type',
				options: { FLOATING_DOCTOR: 'Floating Doctor', HOME_DOCTOR: 'Home Doctor' },
				default: 'FLOATING_DOCTOR',
			}),
			flag('isCosignRequired', "Whether someone else must also sign this person's notes", {
				as: 'user_details.is_cosign_required',
				label: 'Cosign Required',
			}),
			doctorDetails(
				'doctorDetails',
				'The doctor record of this person. Required for the roles Doctor and Junior Doctor.',
				'doctor_details',
				[required(masterSpecialization), ...professionFields, ...practiceFields],
			),
		),
	],
	request(input) {
		assertDoctorDetails(input);
		return { method: 'POST', path: '/v1/clinic/add-clinic-staff', body: input.body, isComplete: hasRecord };
	},
	output: (answer) => dataOf(answer),
});

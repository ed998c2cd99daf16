import { inputRefusal } from '../../../shared/failure';
import { choice, flag, text } from '../../../shared/fields/build';
import { additionalFields } from '../../../shared/fields/nested';
import { required } from '../../../shared/fields/vary';
import { requestOperation } from '../../../shared/operation';
import type { ItemInput, Place } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { clinicLocator } from '../../fields';
import { ids } from '../../kinds';
import { doctorDetails, masterSpecialization, practiceFields, professionFields, roles } from '../../profession-fields';
import { hasRecord } from '../../records';
import { dataOf } from '../../vendor';
import { userFields } from './fields';

/** Roles for which Spry makes a doctor as well. */
const DOCTORS = ['DOCTOR', 'JUNIOR_DOCTOR'];

/** 8 to 30 characters of four kinds. It is not trimmed, and no message quotes it. */
function toPassword(value: unknown, place: Place): string {
	const isGood =
		typeof value === 'string' &&
		[...value].length >= 8 &&
		[...value].length <= 30 &&
		[/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z0-9\s]/].every((kind) => kind.test(value));
	if (isGood && !/[\r\n\u2028\u2029]/.test(value)) return value;
	throw inputRefusal(
		place.label,
		'is not one that Spry takes',
		'Give 8 to 30 characters with a capital letter, a small letter, a digit and a special character.',
	);
}

function assertDoctorDetails({ body }: ItemInput): void {
	const user = isRecord(body.user_details) ? body.user_details : {};
	const given: unknown[] = Array.isArray(user.roles) ? user.roles : [];
	if (body.doctor_details !== undefined || !given.some((role) => DOCTORS.includes(String(role)))) return;
	throw inputRefusal(
		'Doctor Details',
		'is empty',
		'Add it under Additional Fields: Spry wants it for the roles Doctor and Junior Doctor.',
	);
}

export const create = requestOperation({
	displayName: 'Create',
	value: 'create',
	action: 'Create staff member',
	description:
		'Make a user account, and for the roles of a doctor the doctor too; Spry sends an invitation by email at once',
	maps: true,
	// Sends an email each time.
	resend: 'never',
	howToCheck: 'Look for the user in Spry before running this item again: the person could be invited a second time.',
	whenRefused:
		'Check that the username is free, that the clinics are ones your Spry account may use, and the details of the doctor.',
	fields: [
		text('username', 'The name to sign in with', {
			as: 'user_details.username',
			required: true,
			example: 'henrik.osei',
		}),
		text(
			'password',
			'8 to 30 characters with a capital letter, a small letter, a digit and a special character. The invitation has a link to choose another.',
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
			choice('doctorType', 'Whether the doctor stays at one clinic', {
				as: 'user_details.doctor_type',
				options: { FLOATING_DOCTOR: 'Floating Doctor', HOME_DOCTOR: 'Home Doctor' },
				default: 'FLOATING_DOCTOR',
			}),
			flag('isCosignRequired', 'Whether somebody else must sign the notes of this person too', {
				as: 'user_details.is_cosign_required',
				label: 'Cosign Required',
			}),
			doctorDetails(
				'doctorDetails',
				'The doctor that the person is; needed for the roles Doctor and Junior Doctor',
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

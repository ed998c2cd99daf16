import { inputRefusal } from '../../../shared/failure';
import type { ItemInput, RequestOperation, Sends } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { clinicLocator, optional } from '../../fields';
import { alphabetical, collection, ids, line, pick, yesNo } from '../../inputs';
import { doctorDetails, masterSpecialization, practiceFields, professionFields, roles } from '../../people-fields';
import { hasRecord } from '../../records';
import { dataOf } from '../../vendor';
import { userFields } from './fields';

/** Roles for which Spry makes a doctor as well. */
const DOCTORS = ['DOCTOR', 'JUNIOR_DOCTOR'];

/** 8 to 30 characters of four kinds. It is not trimmed, and no message quotes it. */
function password(as: string): Sends {
	return {
		as,
		convert(value, place) {
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
		},
	};
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

export const create: RequestOperation = {
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
		{
			...line('user_details.username', {
				displayName: 'Username',
				placeholder: 'e.g. henrik.osei',
				description: 'The name to sign in with',
			}),
			required: true,
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'8 to 30 characters with a capital letter, a small letter, a digit and a special character. The invitation has a link to choose another.',
			sends: password('user_details.password'),
		},
		{ ...roles('user_details.roles'), required: true },
		collection('additionalFields', [
			...userFields('user_details'),
			optional(clinicLocator('The clinic where the person works', 'user_details.clinic_id')),
			ids('user_details.clinic_id_list', {
				displayName: 'Clinic IDs',
				placeholder: 'e.g. 101',
				description: 'All clinics where the person works',
			}),
			pick(
				'user_details.doctor_type',
				{ displayName: 'Doctor Type', description: 'Whether the doctor stays at one clinic' },
				{ FLOATING_DOCTOR: 'Floating Doctor', HOME_DOCTOR: 'Home Doctor' },
			),
			yesNo('user_details.is_cosign_required', {
				displayName: 'Cosign Required',
				description: 'Whether somebody else must sign the notes of this person too',
			}),
			doctorDetails(
				'doctor_details',
				'doctorDetails',
				'The doctor that the person is; needed for the roles Doctor and Junior Doctor',
				alphabetical([
					{ ...masterSpecialization('master_specialization'), required: true },
					...professionFields(),
					...practiceFields(),
				]),
			),
		]),
	],
	request(input) {
		assertDoctorDetails(input);
		return { method: 'POST', path: '/v1/clinic/add-clinic-staff', body: input.body, isComplete: hasRecord };
	},
	output: (answer) => dataOf(answer),
};

import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { changesIn, idLocator } from '../../fields';
import { alphabetical, collection, line } from '../../inputs';
import { doctorDetails, masterSpecialization, professionFields, roles } from '../../people-fields';
import { hasRecord } from '../../records';
import { dataOf } from '../../vendor';
import { userFields } from './fields';

export const update: RequestOperation = {
	displayName: 'Update',
	value: 'update',
	action: 'Update staff member',
	description: 'Change a user account and the doctor behind it; what is not filled in stays as it is',
	maps: true,
	// The same values again change nothing, but nobody knows whether Spry sends an email each time.
	resend: 'never',
	howToCheck: 'Open the user in Spry and look whether the change is there; if not, run this item again.',
	whenRefused:
		'Check the ID of the user, the time zone, and that the person is a doctor when you change Doctor Details.',
	fields: [
		idLocator({
			displayName: 'User',
			name: 'userId',
			description: 'The user account of the staff member; not the ID of the doctor',
		}),
		collection('updateFields', [
			...userFields('update_user_dto'),
			roles('update_user_dto.roles'),
			line(
				'update_user_dto.user_selected_time_zone',
				{
					displayName: 'Time Zone',
					placeholder: 'e.g. America/New_York',
					description: 'The time zone in which the person works, by its IANA name',
				},
				{
					pattern: /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/,
					expects: 'Give the name of a time zone, such as America/New_York.',
				},
			),
			doctorDetails(
				// Spry calls it so although nothing is created.
				'create_doctor_dto',
				'createDoctorDto',
				'Changes to the doctor that the person is',
				alphabetical([masterSpecialization('master_specialization'), ...professionFields()]),
			),
		]),
	],
	request: ({ body, params }) => ({
		method: 'POST',
		path: path`/v1/clinic/update-clinic-staff/${params.userId}`,
		body: changesIn(body),
		isComplete: hasRecord,
	}),
	output: (answer) => dataOf(answer),
};

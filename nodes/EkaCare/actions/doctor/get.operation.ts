import { flag } from '../../../shared/fields/build';
import { options } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import { isRecord } from '../../../shared/values';
import { doctorLocator } from '../../fields';
import { dataOf } from '../../vendor';
import { reading, recordIn } from '../onboarding-record';

export const get = stepsOperation({
	displayName: 'Get',
	value: 'get',
	action: 'Get doctor',
	description: 'Get a doctor in the workspace',
	resend: 'always',
	whenRefused: 'Check the ID of the doctor.',
	fields: [
		doctorLocator('The doctor to get, by their Eka Care ID or your own ID', { as: false, required: true }),
		options(
			flag(
				'includeProfile',
				'Whether to add the public profile (degrees, languages, specialities, clinics) under profile',
				{ as: false, default: true },
			),
		),
	],
	async steps(input, request) {
		const record = recordIn('doctor', await request(reading('doctor', input)));
		if (input.params.includeProfile !== true) return [{ json: record }];
		// Here only Eka Care's own id is known.
		const answer = await request({
			method: 'GET',
			path: path`/dr/v1/doctor/${record.id}`,
			isComplete: (one) => isRecord(dataOf(one).profile),
		});
		return [{ json: { ...record, profile: dataOf(answer).profile } }];
	},
});

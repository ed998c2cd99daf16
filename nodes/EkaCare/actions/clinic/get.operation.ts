import { flag } from '../../../shared/fields/build';
import { options } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import { isRecord } from '../../../shared/values';
import { clinicLocator } from '../../fields';
import { reading, recordIn } from '../onboarding-record';

export const get = stepsOperation({
	displayName: 'Get',
	value: 'get',
	action: 'Get clinic',
	description: 'Get a clinic in the workspace',
	resend: 'always',
	whenRefused: 'Check the ID of the clinic.',
	fields: [
		clinicLocator('The clinic to get, by its Eka Care ID or your own ID', { as: false, required: true }),
		options(
			flag(
				'includeLocation',
				'Whether to add the address in parts (city, state, postal code, coordinates) under location',
				{ as: false, default: true },
			),
		),
	],
	async steps(input, request) {
		const record = recordIn('clinic', await request(reading('clinic', input)));
		if (input.params.includeLocation !== true) return [{ json: record }];
		// Here only Eka Care's own id is known.
		const answer = await request({
			method: 'GET',
			path: path`/dr/v1/business/clinic/${record.id}`,
			isComplete: (one) => isRecord(recordIn('clinic', one).address),
		});
		return [{ json: { ...record, location: recordIn('clinic', answer).address } }];
	},
});

import { flag } from '../../../shared/fields/convert';
import { path } from '../../../shared/http/path';
import type { StepsOperation } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { clinicLocator } from '../../fields';
import { reading, recordIn } from '../onboarding';

export const get: StepsOperation = {
	displayName: 'Get',
	value: 'get',
	action: 'Get clinic',
	description: 'Get a clinic of the workspace',
	resend: 'always',
	whenRefused: 'Check the ID of the clinic.',
	fields: [
		clinicLocator({ description: "The clinic to get, by Eka Care's ID or by your own" }),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Include Location',
					name: 'includeLocation',
					type: 'boolean',
					default: true,
					description:
						'Whether to add the address in parts under location: city, state, postal code, coordinates',
					sends: flag(),
				},
			],
		},
	],
	async steps(input, send) {
		const record = recordIn('clinic', await send(reading('clinic', input)));
		if (input.params.includeLocation !== true) return [{ json: record }];
		// Here only Eka Care's own id is known.
		const answer = await send({
			method: 'GET',
			path: path`/dr/v1/business/clinic/${record.id}`,
			isComplete: (one) => isRecord(recordIn('clinic', one).address),
		});
		return [{ json: { ...record, location: recordIn('clinic', answer).address } }];
	},
};

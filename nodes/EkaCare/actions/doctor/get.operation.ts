import { flag } from '../../../shared/fields/convert';
import { path } from '../../../shared/http/path';
import type { StepsOperation } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { doctorLocator } from '../../fields';
import { dataOf } from '../../vendor';
import { reading, recordIn } from '../onboarding';

export const get: StepsOperation = {
	displayName: 'Get',
	value: 'get',
	action: 'Get doctor',
	description: 'Get a doctor of the workspace',
	resend: 'always',
	whenRefused: 'Check the ID of the doctor.',
	fields: [
		doctorLocator({ description: "The doctor to get, by Eka Care's ID or by your own" }),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Include Profile',
					name: 'includeProfile',
					type: 'boolean',
					default: true,
					description:
						'Whether to add the public profile under profile: degrees, languages, specialities, clinics',
					sends: flag(),
				},
			],
		},
	],
	async steps(input, send) {
		const record = recordIn('doctor', await send(reading('doctor', input)));
		if (input.params.includeProfile !== true) return [{ json: record }];
		// Here only Eka Care's own id is known.
		const answer = await send({
			method: 'GET',
			path: path`/dr/v1/doctor/${record.id}`,
			isComplete: (one) => isRecord(dataOf(one).profile),
		});
		return [{ json: { ...record, profile: dataOf(answer).profile } }];
	},
};

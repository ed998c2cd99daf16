import { integer, text } from '../../../shared/fields/convert';
import { Refusal } from '../../../shared/failure';
import type { RequestOperation } from '../../../shared/types';
import { listIn } from '../../vendor';
import { isListOfProfiles, SELECTABLE } from './profiles';

const FORBIDDEN = 403;
/** Eka Care gives no more than this, and no second page. */
const MOST_HITS = 50;

export const search: RequestOperation = {
	displayName: 'Search',
	value: 'search',
	action: 'Search patients',
	description: 'Search for patients by the beginning of a name, a mobile number or a username',
	resend: 'always',
	whenRefused: 'Give the beginning of a name, of a mobile number without its country code, or of a username.',
	fields: [
		{
			displayName: 'Search Text',
			name: 'prefix',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. asha',
			description: 'What the name, the mobile number (without country code) or the username begins with',
			sends: text(undefined, { tidy: (given) => given.replace(/^\+91(?=\d{10}$)/, '') }),
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MOST_HITS },
			default: 50,
			description: 'Max number of results to return',
			sends: integer(undefined, { min: 1, max: MOST_HITS }),
		},
	],
	request: ({ params }) => ({
		method: 'GET',
		path: '/profiles/v1/patient/search',
		query: { prefix: params.prefix, limit: params.limit ?? MOST_HITS, select: `${SELECTABLE},is_age` },
		accepts: ({ status }) => status === FORBIDDEN,
		isComplete: (answer) => answer.status === FORBIDDEN || isListOfProfiles(answer),
	}),
	output(answer) {
		if (answer.status !== FORBIDDEN) return listIn(answer, 'patients', 'profiles');
		throw new Refusal({
			kind: 'forbidden',
			message: 'Eka Care does not let this workspace search for patients (HTTP 403)',
			description:
				'The search has to be enabled by Eka Care. Use Find by Mobile, Find by Username or Get Many instead.',
			httpStatus: FORBIDDEN,
			outcome: 'none',
		});
	},
};

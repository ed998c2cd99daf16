import type { RequestOperation } from '../../../shared/types';
import { username } from './profile-fields';
import { byUsername, found, SIMPLIFIED, withPhone } from './profiles';

export const getByUsername: RequestOperation = {
	displayName: 'Find by Username',
	value: 'getByUsername',
	action: 'Find patient by username',
	description: 'Find the patient with a username (UHID)',
	resend: 'always',
	whenRefused: 'Check the username.',
	simplified: SIMPLIFIED,
	fields: [{ ...username, required: true }],
	// Nobody is an error here, since a single patient is asked for.
	request: ({ params }) => ({ ...byUsername(params.username), accepts: undefined }),
	output: (answer) => found(answer).map(withPhone),
};

import { required } from '../../../shared/fields/vary';
import { requestOperation } from '../../../shared/operation';
import { username } from './profile-fields';
import { byUsername, found, SIMPLIFIED, withPhone } from './profiles';

export const getByUsername = requestOperation({
	displayName: 'Find by Username',
	value: 'getByUsername',
	action: 'Find patient by username',
	description: 'Find a patient by username (UHID)',
	resend: 'always',
	whenRefused: 'Check the username.',
	simplified: SIMPLIFIED,
	fields: [required(username)],
	// Nobody is an error here, since a single patient is asked for.
	request: ({ params }) => ({ ...byUsername(params.username), accepts: undefined }),
	output: (answer) => found(answer).map(withPhone),
});

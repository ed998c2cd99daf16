import { requestOperation } from '../../../shared/operation';
import { phoneWithCountry } from '../../kinds';
import { found, isListOfProfiles, SIMPLIFIED, withPhone } from './profiles';

export const getByMobile = requestOperation({
	displayName: 'Find by Mobile',
	value: 'getByMobile',
	action: 'Find patients by mobile',
	description: 'Find the patients with a mobile number; nobody gives no output',
	resend: 'always',
	whenRefused: 'Check that the number has its country code.',
	simplified: SIMPLIFIED,
	fields: [
		phoneWithCountry('mobile', 'Mobile number with + and the country code', {
			as: false,
			required: true,
			example: '+919800000000',
		}),
	],
	request: ({ params }) => ({
		method: 'GET',
		path: '/profiles/v1/patient/by-mobile/',
		query: { mob: params.mobile, full_profile: true },
		isComplete: isListOfProfiles,
	}),
	output: (answer) => found(answer).map(withPhone),
});

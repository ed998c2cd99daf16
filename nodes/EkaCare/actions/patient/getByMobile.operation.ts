import { requestOperation } from '../../../shared/operation';
import { phoneWithCountry } from '../../kinds';
import { found, isListOfProfiles, SIMPLIFIED, withPhone } from './profiles';

export const getByMobile = requestOperation({
	displayName: 'Find by Mobile',
	value: 'getByMobile',
	action: 'Find patients by mobile',
	description: 'Find patients by mobile number. No match returns no items.',
	resend: 'always',
	whenRefused: 'Check that the number has its country code.',
	simplified: SIMPLIFIED,
	fields: [
		phoneWithCountry('mobile', 'Mobile number with + and country code', {
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

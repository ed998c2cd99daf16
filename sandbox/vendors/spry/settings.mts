import { choice, onOff } from '../../shared/settings.mts';

/** What can be changed at Spry's stand-in while it runs. */
export const settings = {
	subscriptionAnswers: choice(
		'Answers about subscriptions',
		{ envelope: 'In the usual envelope', bare: 'The subscription alone, with status 201' },
		{ help: 'Spry’s documentation does not show them' },
	),
	numericEventIds: onOff('Event IDs are numbers'),
	plainBlockIdentifiers: onOff('Block series IDs are not UUIDs', { help: 'As in Spry’s own examples' }),
	longDoctorAnswer: onOff('Updating a doctor answers with more fields', {
		help: 'About, NPI and qualifications, as on Spry’s page',
	}),
	clinicNamedAfterCategory: onOff('Appointment categories do not name the clinic', {
		help: 'clinicName repeats the category’s name, as in Spry’s own example',
	}),
};

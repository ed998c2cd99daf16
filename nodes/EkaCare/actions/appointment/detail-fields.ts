import { choice, epochSeconds, group, integer, jsonObject, text } from '../../../shared/fields/convert';
import type { Field } from '../../../shared/types';
import { assertDisplayable } from './metadata';

/** Fields that booking and updating an appointment have in common; `as` is the vendor's name, which differs. */
export const customAttributesField = (as: string): Field => ({
	displayName: 'Custom Attributes',
	name: 'customAttributes',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"label": ["new patient"], "tags": ["knee"]}',
	description: 'Attributes agreed with Eka Care; the lists "label" and "tags" are always available',
	sends: jsonObject(as),
});

export const displayMetaField: Field = {
	displayName: 'Display Metadata',
	name: 'displayMeta',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"referred_by": "Dr. Osei"}',
	description: 'Shown on the appointment card: keys of at most 30 characters, values (text or number) of at most 50',
	sends: jsonObject('display_meta', assertDisplayable),
};

export const partnerMetaField = (description: string): Field => ({
	displayName: 'Partner Metadata',
	name: 'partnerMeta',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"campaign": "spring"}',
	description,
	sends: jsonObject('partner_meta'),
});

export const tokenField: Field = {
	displayName: 'Token',
	name: 'token',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 1,
	placeholder: 'e.g. 7',
	description: 'The number in the queue of the day',
	sends: integer('token', { min: 0 }),
};

/** When the patient joined the call; only known once there is an appointment. */
const joinedField: Field = {
	displayName: 'Patient Joined',
	name: 'ptJoined',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. 2027-01-15T09:31',
	description: 'When the patient joined the call; without an offset in the time zone of the workflow',
	sends: epochSeconds('pt_joined'),
};

const videoFields: Field[] = [
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://meet.example.com/room-7',
		description: 'The address of the video call',
		sends: text('url', { pattern: /^https:\/\/\S+$/i, expects: 'Give an address that starts with https://.' }),
	},
	{
		displayName: 'Vendor',
		name: 'vendor',
		type: 'options',
		options: [
			{ name: '100ms', value: '100ms' },
			{ name: 'Other', value: 'other' },
		],
		default: 'other',
		required: true,
		description: 'Who runs the video call; another name can be given by an expression',
		// Eka Care's pages disagree about the values: 100ms in one list, other in the samples.
		sends: choice('vendor', { open: true }),
	},
];

export const videoField = (as: string, { joined = false } = {}): Field => ({
	displayName: 'Video Details',
	name: 'videoConnect',
	type: 'fixedCollection',
	placeholder: 'Add Video Details',
	default: {},
	description: 'Where the video call takes place; only with the mode Video',
	sends: group(as),
	options: [
		{
			displayName: 'Video Call',
			name: 'details',
			values: joined ? [joinedField, ...videoFields] : videoFields,
		},
	],
});

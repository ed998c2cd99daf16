import { toEpochSeconds } from '../../../shared/fields/convert';
import { choice, integer, json, moment, text } from '../../../shared/fields/build';
import { group } from '../../../shared/fields/nested';
import { assertDisplayable } from './metadata';

/** Fields that booking and updating an appointment have in common; `as` is the vendor's name, which differs. */
export const customAttributesField = (as: string) =>
	json(
		'customAttributes',
		'Attributes you agreed with Eka Care. The lists "label" and "tags" are always available.',
		{
			as,
			example: '{"label": ["new patient"], "tags": ["knee"]}',
		},
	);

export const displayMetaField = json(
	'displayMeta',
	'Values to show on the appointment card. Keys have at most 30 characters, values (text or number) at most 50.',
	{ as: 'display_meta', label: 'Display Metadata', example: '{"referred_by": "Dr. Osei"}', check: assertDisplayable },
);

export const partnerMetaField = (description: string) =>
	json('partnerMeta', description, {
		as: 'partner_meta',
		label: 'Partner Metadata',
		example: '{"campaign": "spring"}',
	});

export const tokenField = integer('token', "The patient's number in the day's queue", {
	as: 'token',
	example: '7',
	default: 1,
	min: 0,
});

/** When the patient joined the call; only known once there is an appointment. */
const joinedField = moment(
	'ptJoined',
	"When the patient joined the call. A time without an offset is in the workflow's time zone.",
	{ as: 'pt_joined', label: 'Patient Joined', example: '2027-01-15T09:31', convert: toEpochSeconds },
);

const videoFields = [
	text('url', 'The link to the video call', {
		as: 'url',
		required: true,
		example: 'https://meet.example.com/room-7',
		pattern: /^https:\/\/\S+$/i,
		expects: 'Give an address that starts with https://.',
	}),
	choice('vendor', 'The video call provider. You can give another one with an expression.', {
		// Eka Care's pages disagree about the values: 100ms in one list, other in the samples.
		as: 'vendor',
		required: true,
		options: { '100ms': '100ms', other: 'Other' },
		open: true,
		default: 'other',
	}),
];

export const videoField = (as: string, { joined = false } = {}) =>
	group('videoConnect', 'Where the video call takes place, for the mode Video only', {
		as,
		label: 'Video Details',
		entry: 'Video Call',
		button: 'Add Video Details',
		fields: joined ? [joinedField, ...videoFields] : videoFields,
	});

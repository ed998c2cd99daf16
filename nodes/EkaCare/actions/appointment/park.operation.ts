import { statusChange } from './status-change';

export const park = statusChange({
	displayName: 'Park',
	value: 'park',
	action: 'Park appointment',
	description: 'Put an appointment on hold, for example while the patient waits for a test',
	whenRefused: 'Check the ID of the appointment, and that it is neither over nor parked already.',
	method: 'POST',
	call: 'parked',
	reached: /^PA$/,
});

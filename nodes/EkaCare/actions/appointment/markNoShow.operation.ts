import { statusChange } from './status-change';

export const markNoShow = statusChange({
	displayName: 'Mark No-Show',
	value: 'markNoShow',
	action: 'Mark appointment as no show',
	description: 'Record that the patient did not come',
	whenRefused: 'Check the ID of the appointment, and that it is not over already.',
	method: 'POST',
	call: 'change-status',
	// The call is made for any status; this is the only one that is documented.
	body: () => ({ status: 'NS' }),
	reached: /^NS/,
});

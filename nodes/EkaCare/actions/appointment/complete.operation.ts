import { statusChange } from './status-change';

export const complete = statusChange({
	displayName: 'Complete',
	value: 'complete',
	action: 'Complete appointment',
	description: 'Mark an appointment as completed',
	whenRefused: 'Check the ID of the appointment, and that it is neither cancelled nor completed already.',
	method: 'POST',
	call: 'complete',
	reached: /^CM/,
});

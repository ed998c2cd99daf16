import { statusChange } from './status-change';

export const cancel = statusChange({
	displayName: 'Cancel',
	value: 'cancel',
	action: 'Cancel appointment',
	description: 'Cancel an appointment and free its time slot',
	whenRefused: 'Check the ID of the appointment, and that it is neither cancelled nor completed already.',
	method: 'PUT',
	call: 'cancel',
	reached: /^CN/,
});

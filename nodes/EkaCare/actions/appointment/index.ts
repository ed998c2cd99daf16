import type { Resource } from '../../../shared/types';
import { book } from './book.operation';
import { cancel } from './cancel.operation';
import { complete } from './complete.operation';
import { confirmFollowUp } from './confirmFollowUp.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { markNoShow } from './markNoShow.operation';
import { park } from './park.operation';
import { reschedule } from './reschedule.operation';
import { setCustomAttributes } from './setCustomAttributes.operation';
import { update } from './update.operation';

export const appointmentResource: Resource = {
	displayName: 'Appointment',
	value: 'appointment',
	operations: [
		book,
		cancel,
		complete,
		confirmFollowUp,
		get,
		getAll,
		markNoShow,
		park,
		reschedule,
		setCustomAttributes,
		update,
	],
};

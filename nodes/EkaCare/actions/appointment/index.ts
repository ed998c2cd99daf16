import type { Resource } from '../../../shared/types';
import { book } from './book.operation';

export const appointmentResource: Resource = {
	displayName: 'Appointment',
	value: 'appointment',
	operations: [book],
};

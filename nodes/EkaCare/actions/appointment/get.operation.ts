import { requestOperation } from '../../../shared/operation';
import { APPOINTMENT_FIELDS } from '../../fields';
import { appointmentOf, readingOf, SIMPLE_APPOINTMENT } from './appointment-record';

export const get = requestOperation({
	displayName: 'Get',
	value: 'get',
	action: 'Get appointment',
	description: 'Get one appointment with its status',
	resend: 'always',
	whenRefused: 'Check the ID of the appointment, and whose ID it is.',
	fields: APPOINTMENT_FIELDS,
	simplified: SIMPLE_APPOINTMENT,
	request: ({ params }) => readingOf(params),
	output: appointmentOf,
});

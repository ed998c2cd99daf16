import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import type { Answer, RequestSpec } from '../../../shared/types';
import { appointmentIn } from '../../fields';
import { dataOf } from '../../vendor';

/** The fields of an appointment that most flows need. */
export const SIMPLE_APPOINTMENT = [
	'appointment_id',
	'partner_appointment_id',
	'status',
	'start_time',
	'end_time',
	'mode',
	'doctor_id',
	'clinic_id',
	'patient_id',
	'prescription_id',
];

/** Reads the appointment that the fields of an operation name. */
export function readingOf(params: IDataObject): RequestSpec {
	const { id, query } = appointmentIn(params);
	return {
		method: 'GET',
		path: path`/dr/v1/appointment/${id}`,
		query,
		isComplete: (answer) => dataOf(answer).appointment_id !== undefined,
	};
}

/** The output of a change that Eka Care answers without content: the id that was given. */
export function changed({ idType, appointmentId, partnerAppointmentId }: IDataObject): IDataObject {
	const isOurs = idType === 'partner';
	return {
		success: true,
		...(isOurs ? { partner_appointment_id: partnerAppointmentId } : { appointment_id: appointmentId }),
	};
}

/** The appointment of an answer, which wraps it or not. */
export function appointmentOf(answer: Answer): IDataObject {
	return asAppointment(dataOf(answer));
}

/** Written as INCLINIC and read as in_clinic, IN_CLINIC or in-clinic; here always as it is written. */
export function asAppointment(record: IDataObject): IDataObject {
	const { mode } = record;
	return typeof mode === 'string' ? { ...record, mode: mode.replace(/[^a-z]/gi, '').toUpperCase() } : record;
}

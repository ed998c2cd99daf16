import type { IDataObject } from 'n8n-workflow';

import type { Answer } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { listOf } from '../../vendor';

/** The appointment of the same patient that starts at the same time in the same calendar. */
export function sameAppointment(answer: Answer, wanted: IDataObject): IDataObject | undefined {
	const found = listOf(answer, 'content').find(
		({ date_time, patient }) =>
			// What goes in as a number comes out as text.
			Number(date_time) === wanted.timestamp && isRecord(patient) && patient.patient_id === wanted.patient_id,
	);
	return found && { ...found, id: found.appointment_id };
}

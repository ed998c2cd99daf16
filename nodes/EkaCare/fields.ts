import type { IDataObject } from 'n8n-workflow';

import { inputRefusal } from '../shared/failure';
import { choice } from '../shared/fields/build';
import { recordOf } from '../shared/fields/nested';
import { headerValue } from '../shared/http/path';
import { BY_ID, recordById } from './kinds';

/** Picks a doctor from the workspace, or by the id. */
export const doctorLocator = recordOf('doctorId', { ...BY_ID, list: 'searchDoctors', example: '161467756044203' });

/** Picks a clinic of the workspace, or by the id. */
export const clinicLocator = recordOf('clinicId', {
	...BY_ID,
	list: 'searchClinics',
	example: '6698e6e1b2d1b40012345678',
});

/** Picks a patient by name, number or username, or by the id. */
export const patientLocator = recordOf('patientId', { ...BY_ID, list: 'searchPatients', example: '175074536120088' });

/** Picks an appointment of one week (of the day that is typed, else from yesterday on), or by the id. */
const appointmentLocator = recordOf('appointmentId', {
	...BY_ID,
	list: 'searchAppointments',
	example: 'api-7b1c9e2f',
});

/** Picks a case of the patient in `patientId`, or by the id. Its operation needs `patientLocator()` in front. */
export const caseLocator = recordOf('caseId', {
	...BY_ID,
	list: 'searchCases',
	example: '5f0c1c9e-6f0d-4f5e-9a55-0d6a4f1f2b11',
});

/** The switch between Eka Care's ids and the caller's own; it stands in front of the fields it shows. */
export function idsAreField(description: string) {
	return choice('idType', description, {
		as: false,
		label: 'ID Type',
		options: {
			eka: { name: 'Eka Care IDs', description: 'IDs that Eka Care assigned' },
			partner: { name: 'Your Own (Partner) IDs', description: 'Your own IDs, as registered with Eka Care' },
		},
		default: 'eka',
		isSwitch: true,
		noDataExpression: true,
	});
}

/** For a field that belongs to Eka Care's ids, or to the caller's own. */
export const whenEka = { show: { idType: ['eka'] } };
export const whenPartner = { show: { idType: ['partner'] } };

/** The appointment an operation is about: by Eka Care's id, or by the caller's own. Read with `appointmentIn()`. */
export const APPOINTMENT_FIELDS = [
	idsAreField('Which ID to use for the appointment'),
	appointmentLocator('The appointment. The list shows one week. For another week, type a day such as 2027-01-15.', {
		as: false,
		required: true,
		...whenEka,
	}),
	recordById('partnerAppointmentId', 'Your own ID for the appointment, as given when it was booked', {
		as: false,
		required: true,
		example: 'VISIT-2027-17',
		...whenPartner,
	}),
];

/** The id for the path and the query that says whose id it is; Eka Care's own ids go without one. */
export function appointmentIn({ idType, appointmentId, partnerAppointmentId }: IDataObject): {
	id: string;
	query: IDataObject;
} {
	if (idType !== 'partner') return { id: String(appointmentId ?? ''), query: {} };
	return { id: String(partnerAppointmentId ?? ''), query: { partner_id: 1 } };
}

/** The header that names the patient whose records a request is about; on all of `/mr/api`. */
export function patientHeader(patientId: unknown): IDataObject {
	return { 'X-Pt-Id': headerValue(patientId, 'Patient') };
}

/** Refuses a change that changes nothing, which Eka Care would refuse, too. */
export function assertChanges(body: IDataObject): void {
	if (Object.keys(body).length > 0) return;
	throw inputRefusal('Update Fields', 'is empty', 'Add at least one field to change.');
}

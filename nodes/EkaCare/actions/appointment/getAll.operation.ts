import type { IDataObject } from 'n8n-workflow';

import { choice, day } from '../../../shared/fields/build';
import { stepsOperation } from '../../../shared/operation';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn, readPages } from '../../../shared/http/paging';
import { clinicLocator, doctorLocator, patientLocator } from '../../fields';
import { asAppointment, SIMPLE_APPOINTMENT } from './appointment-record';
import { pageOf, queriesOf, readPage } from './list-pages';

const byPatient = { show: { listBy: ['patient'] } };
const byDates = { show: { listBy: ['dates'] } };
export const getAll = stepsOperation({
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many appointments',
	description: 'Get the appointments of a patient or in a date range',
	resend: 'always',
	whenRefused: 'Check the IDs of the patient, the doctor and the clinic, and the dates.',
	simplified: SIMPLE_APPOINTMENT,
	fields: [
		choice('listBy', "How to choose the appointments. Eka Care cannot list a patient's appointments by date.", {
			as: false,
			options: {
				dates: { name: 'Dates', description: 'In a date range, optionally for one doctor or clinic' },
				patient: { name: 'Patient', description: 'All appointments of one patient' },
			},
			default: 'dates',
			isSwitch: true,
			noDataExpression: true,
		}),
		patientLocator('The patient whose appointments to get', { as: 'patient_id', required: true, ...byPatient }),
		day('startDate', 'The first day. A time of day is ignored.', {
			as: 'start_date',
			required: true,
			example: '2027-01-15',
			...byDates,
		}),
		day('endDate', 'The last day (included). A range of more than seven days takes several requests.', {
			as: 'end_date',
			required: true,
			example: '2027-01-21',
			...byDates,
		}),
		doctorLocator('Only appointments with this doctor. If empty, any doctor.', { as: 'doctor_id', ...byDates }),
		clinicLocator('Only appointments at this clinic. If empty, any clinic.', { as: 'clinic_id', ...byDates }),
		...LIST_FIELDS,
	],
	async steps({ body, params }, request) {
		const limit = limitIn(params);
		const found: IDataObject[] = [];
		for (const query of queriesOf(body)) {
			const left = limit === undefined ? undefined : limit - found.length;
			if (left === 0) break;
			found.push(...(await readPages(request, pageOf(query, 0), readPage(query), left)));
		}
		return found.map((record) => ({ json: asAppointment(record) }));
	},
});

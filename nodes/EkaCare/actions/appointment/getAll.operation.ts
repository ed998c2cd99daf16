import type { IDataObject } from 'n8n-workflow';

import { choice, day } from '../../../shared/fields/convert';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn, readPages, type Page } from '../../../shared/http/paging';
import type { Answer, RequestSpec, StepsOperation } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { clinicLocator, doctorLocator, patientLocator } from '../../fields';
import { splitDays } from '../days';
import { recordsIn } from '../patient-records';
import { asAppointment, SIMPLE_APPOINTMENT } from './appointment-record';

/** Days of one request, both ends included. */
const WINDOW_DAYS = 7;
const MOST_DAYS = 366;
const byPatient = { show: { listBy: ['patient'] } };
const byDates = { show: { listBy: ['dates'] } };

/** Eka Care gives no total and no token: a page that is not full is the last, and its size depends on the filter. */
function pageSize({ patient_id, doctor_id, clinic_id }: IDataObject): number {
	if (patient_id !== undefined) return 20;
	return doctor_id !== undefined || clinic_id !== undefined ? 50 : 30;
}

function pageOf(query: IDataObject, number: number): RequestSpec {
	return {
		method: 'GET',
		path: '/dr/v1/appointment',
		query: { ...query, page_no: number },
		isComplete: ({ body }) => isRecord(body) && Array.isArray(body.appointments),
	};
}

function readPage(query: IDataObject): (answer: Answer, spec: RequestSpec, number: number) => Page {
	return ({ body }, _spec, number) => {
		const records = recordsIn(isRecord(body) ? body.appointments : []);
		// Pages are counted from 0 by Eka Care and from 1 here.
		return { records, next: records.length < pageSize(query) ? undefined : pageOf(query, number) };
	};
}

/** The filters of each request: one for a patient, else one for every seven days. */
function queriesOf({ start_date, end_date, ...filters }: IDataObject): IDataObject[] {
	if (start_date === undefined || end_date === undefined) return [filters];
	const range = { start: String(start_date), end: String(end_date) };
	return splitDays(range, WINDOW_DAYS, MOST_DAYS).map(({ start, end }) => ({
		...filters,
		start_date: start,
		end_date: end,
	}));
}

export const getAll: StepsOperation = {
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many appointments',
	description: 'Get the appointments of a patient or of a range of days',
	resend: 'always',
	whenRefused: 'Check the IDs of the patient, the doctor and the clinic, and the dates.',
	simplified: SIMPLE_APPOINTMENT,
	fields: [
		{
			displayName: 'List By',
			name: 'listBy',
			isSwitch: true,
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Dates', value: 'dates', description: 'Of a range of days, a doctor or a clinic if wanted' },
				{ name: 'Patient', value: 'patient', description: 'All appointments of one patient' },
			],
			default: 'dates',
			description: 'What the appointments have in common; Eka Care cannot list a patient by dates',
			sends: choice(),
		},
		patientLocator({
			description: 'The patient whose appointments to get',
			displayOptions: byPatient,
			required: true,
			as: 'patient_id',
		}),
		{
			displayName: 'Start Date',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			required: true,
			placeholder: 'e.g. 2027-01-15',
			description: 'The first day; a time of day is ignored',
			displayOptions: byDates,
			sends: day('start_date'),
		},
		{
			displayName: 'End Date',
			name: 'endDate',
			type: 'dateTime',
			default: '',
			required: true,
			placeholder: 'e.g. 2027-01-21',
			description: 'The last day, itself included; more than seven days are asked for piece by piece',
			displayOptions: byDates,
			sends: day('end_date'),
		},
		doctorLocator({
			description: 'Only appointments with this doctor; left empty, with any',
			displayOptions: byDates,
			required: false,
			as: 'doctor_id',
		}),
		clinicLocator({
			description: 'Only appointments at this clinic; left empty, at any',
			displayOptions: byDates,
			required: false,
			as: 'clinic_id',
		}),
		...LIST_FIELDS,
	],
	async steps({ body, params }, send) {
		const limit = limitIn(params);
		const found: IDataObject[] = [];
		for (const query of queriesOf(body)) {
			const left = limit === undefined ? undefined : limit - found.length;
			if (left === 0) break;
			found.push(...(await readPages(send, pageOf(query, 0), readPage(query), left)));
		}
		return found.map((record) => ({ json: asAppointment(record) }));
	},
};

import { integer } from '../../../shared/fields/convert';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import type { StepsOperation } from '../../../shared/types';
import { clinicLocator, idLocator, utcInstant } from '../../fields';
import { readList } from '../../pages';
import { CALENDAR_PATH, calendarQuery } from './calendar';

export const getAll: StepsOperation = {
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many appointments',
	description: 'Get the appointments of one doctor at one clinic, which is the only list that Spry has',
	resend: 'always',
	whenRefused:
		'Check the ID of the doctor and of the clinic, that the doctor works there, and that Start Date is before End Date.',
	simplified: [
		'appointment_id',
		'date_time',
		'end_date_time',
		'patient.patient_id',
		'patient.name',
		'doctor_id',
		'clinic_id',
		'category_id',
		'case_title',
		'comments',
	],
	fields: [
		idLocator({ displayName: 'Doctor', name: 'doctorId', description: 'Whose calendar to read' }, 'doctor_id'),
		clinicLocator('The clinic where the appointments take place'),
		{
			displayName: 'Start Date',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			required: true,
			placeholder: 'e.g. 2027-01-15T00:00',
			description: 'From when on; without an offset in the time zone of the workflow',
			sends: utcInstant('start_date'),
		},
		{
			displayName: 'End Date',
			name: 'endDate',
			type: 'dateTime',
			default: '',
			required: true,
			placeholder: 'e.g. 2027-01-22T00:00',
			description: 'Until when; without an offset in the time zone of the workflow',
			sends: utcInstant('end_date'),
		},
		...LIST_FIELDS,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Practice ID',
					name: 'practiceId',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 0,
					placeholder: 'e.g. 12',
					description: 'The practice, which Spry needs for billing information; 0 when there is none',
					sends: integer('practice_id', { min: 0 }),
				},
			],
		},
	],
	async steps({ body, params }, send) {
		const { doctor_id, clinic_id, start_date, end_date, practice_id } = body;
		const query = calendarQuery({ doctor_id, clinic_id, start_date, end_date, practice_id });
		const list = { path: CALENDAR_PATH, query, name: 'content', size: 300, standard: 300 };
		const records = await readList(send, list, limitIn(params));
		return records.map((json) => ({ json }));
	},
};

import type { INodeParameters } from 'n8n-workflow';

import { ekaCare } from '../../../sandbox/seed.mts';
import type { RecordedRequest } from '../../../sandbox/types.mts';
import { appointmentIdOf, dayOf, EKA, partnerIdOf, patientOf, startOf } from './eka-state.mts';
import { byId } from './rows.mts';
import { WITHOUT_CONTENT, withAppointments } from './eka-state.mts';
import type { CompleteRequest, OperationCase, Row } from './types.mts';

const [doctor] = ekaCare.doctors;
const [clinic] = ekaCare.clinics;
const HOUR = 3600;

const good = (number: number): Row => ({ json: { id: appointmentIdOf(number), partner: partnerIdOf(number) } });

const appointment = {
	...EKA,
	resource: 'appointment',
	prepare: withAppointments(),
	parameters: { appointmentId: byId('={{ $json.id }}') } as INodeParameters,
	good,
	unsendable: {
		row: (number: number): Row => ({ json: { ...good(number).json, id: 'two words' } }),
		message: /"Appointment" is not valid/,
		field: 'Appointment',
	},
	refused: {
		row: (number: number): Row => ({ json: { ...good(number).json, id: 'api-unknown-1' } }),
		message: /Eka Care knows no such appointment \(HTTP 404, code APPOINTMENT_NOT_FOUND\)/,
		description: /Check the ID/,
		httpStatus: 404,
		vendorCode: 'APPOINTMENT_NOT_FOUND',
		vendorWords: /appointment not found/,
	},
} satisfies Partial<OperationCase>;

const byPartner: INodeParameters = { idType: 'partner', partnerAppointmentId: byId('={{ $json.partner }}') };

/** The call once by Eka Care's id and once by the partner's, with what is sent besides. */
function complete(body: unknown, call: string, parameters: INodeParameters = {}): CompleteRequest[] {
	const expected = (id: string, query: object) => (request: RecordedRequest) => {
		expect(request.path).toBe(`/dr/v1/appointment/${id}${call}`);
		expect(request.query).toEqual(query);
		expect(request.body).toEqual(body);
	};
	return [
		{ name: "Eka Care's id", parameters, row: good(1), expected: expected(appointmentIdOf(1), {}) },
		{
			name: "the clinic's own id",
			parameters: { ...byPartner, ...parameters },
			row: good(2),
			expected: expected(partnerIdOf(2), { partner_id: expect.anything() as unknown }),
		},
	];
}

const changed = (number: number) => ({ success: true, appointment_id: appointmentIdOf(number) });
const change = { ...appointment, takenAsDone: WITHOUT_CONTENT, output: changed };
const statusChange = { ...change, findsItself: true };

export const ekaAppointmentCancel: OperationCase = {
	...statusChange,
	operation: 'cancel',
	operationId: 'cancelAppointment',
	complete: complete(null, '/cancel'),
};

export const ekaAppointmentComplete: OperationCase = {
	...statusChange,
	operation: 'complete',
	operationId: 'completeAppointment',
	complete: complete(null, '/complete'),
};

export const ekaAppointmentPark: OperationCase = {
	...statusChange,
	operation: 'park',
	operationId: 'parkAppointment',
	complete: complete(null, '/parked'),
};

export const ekaAppointmentMarkNoShow: OperationCase = {
	...statusChange,
	operation: 'markNoShow',
	operationId: 'changeAppointmentStatus',
	refused: {
		...appointment.refused,
		message: /Eka Care knows no such appointment \(HTTP 400, code APPOINTMENT_NOT_FOUND\)/,
		httpStatus: 400,
	},
	complete: complete({ status: 'NS' }, '/change-status'),
};

export const ekaAppointmentConfirmFollowUp: OperationCase = {
	...statusChange,
	operation: 'confirmFollowUp',
	operationId: 'confirmFollowUp',
	prepare: withAppointments('IN'),
	complete: complete(
		{ start_time: Date.UTC(2027, 1, 1, 4, 0) / 1000, end_time: Date.UTC(2027, 1, 1, 4, 30) / 1000 },
		'/follow-up/confirm',
		// The workflow of this test is in Asia/Kolkata, five and a half hours ahead of UTC.
		{ additionalFields: { startTime: '2027-02-01T09:30', endTime: '2027-02-01T10:00' } },
	),
};

export const ekaAppointmentGet: OperationCase = {
	...appointment,
	operation: 'get',
	operationId: 'getAppointment',
	refused: {
		...appointment.refused,
		message: /Eka Care knows no such record \(HTTP 404, code NOT_FOUND\)/,
		vendorCode: 'NOT_FOUND',
	},
	output: (number) => ({
		appointment_id: appointmentIdOf(number),
		partner_appointment_id: partnerIdOf(number),
		patient_id: patientOf(number),
		start_time: startOf(number),
		status: 'BK',
		mode: 'INCLINIC',
	}),
	complete: complete(null, ''),
};

export const ekaAppointmentGetAll: OperationCase = {
	...appointment,
	operation: 'getAll',
	operationId: 'listAppointments',
	isList: true,
	parameters: {
		listBy: 'dates',
		startDate: '={{ $json.from }}',
		endDate: '={{ $json.to }}',
		doctorId: byId('={{ $json.doctor }}'),
		limit: 1,
	},
	good: (number) => ({ json: { from: dayOf(number), to: dayOf(number), doctor: doctor?.id ?? '' } }),
	unsendable: {
		row: () => ({ json: { from: 'soon', to: dayOf(0) } }),
		message: /"Start Date" is not a date/,
		field: 'Start Date',
	},
	refused: {
		row: () => ({ json: { from: dayOf(0), to: dayOf(0), doctor: ekaCare.elsewhere.doctorId } }),
		message: /Eka Care does not find this in the credential's workspace, or does not let it be seen \(HTTP 403/,
		description: /Check the IDs first/,
		httpStatus: 403,
		vendorWords: /Forbidden/,
	},
	output: (number) => ({ appointment_id: appointmentIdOf(number), start_time: startOf(number), mode: 'INCLINIC' }),
	complete: [
		{
			name: 'all appointments of a patient',
			parameters: { listBy: 'patient', patientId: byId(patientOf(3)), returnAll: true },
			row: { json: {} },
			expected: ({ query }) => expect(query).toEqual({ patient_id: patientOf(3), page_no: expect.anything() }),
		},
		{
			name: 'a week of a doctor at a clinic, the first day written as a moment',
			parameters: { clinicId: byId(clinic?.id ?? '') },
			row: { json: { from: '2027-01-18T00:00:00.000Z', to: '2027-01-24', doctor: doctor?.id ?? '' } },
			expected: ({ query }) =>
				expect(query).toEqual({
					doctor_id: doctor?.id,
					clinic_id: clinic?.id,
					start_date: '2027-01-18',
					end_date: '2027-01-24',
					page_no: expect.anything() as unknown,
				}),
		},
	],
};

const later = (number: number) => startOf(number) + HOUR;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

export const ekaAppointmentReschedule: OperationCase = {
	...appointment,
	operation: 'reschedule',
	operationId: 'rescheduleAppointment',
	table: 'eka_appointment',
	parameters: {
		...appointment.parameters,
		startTime: '={{ $json.start }}',
		endTime: '={{ $json.end }}',
	},
	good: (number) => ({
		json: { ...good(number).json, start: iso(later(number)), end: iso(later(number) + 900) },
	}),
	unsendable: {
		row: (number) => ({ json: { ...good(number).json, start: 'tomorrow', end: iso(later(number)) } }),
		message: /"Start Time" is not a date and time/,
		field: 'Start Time',
	},
	refused: {
		row: (number) => ({ json: { id: 'api-unknown-1', start: iso(later(number)), end: iso(later(number) + 900) } }),
		message: /Eka Care knows no such record \(HTTP 404\)/,
		description: /Check the ID/,
		httpStatus: 404,
		vendorWords: /appointment not found/,
	},
	output: (number) => ({
		appointment_id: expect.any(String) as never,
		patient_id: patientOf(number),
		start_time: later(number),
		mode: 'INCLINIC',
	}),
	complete: [
		{
			name: "Eka Care's id",
			parameters: {},
			row: { json: { ...good(1).json, start: '2027-02-01T09:30', end: '2027-02-01T10:00' } },
			expected({ path, body }) {
				expect(path).toBe(`/appointments/v1/${appointmentIdOf(1)}/reschedule`);
				expect(body).toEqual({
					start_time: Date.UTC(2027, 1, 1, 4, 0) / 1000,
					end_time: Date.UTC(2027, 1, 1, 4, 30) / 1000,
				});
			},
		},
		{
			name: "the clinic's own ids for the old and the new appointment",
			parameters: { ...byPartner, newPartnerAppointmentId: 'APT-2-MOVED' },
			row: { json: { ...good(2).json, start: later(2), end: later(2) + 900 } },
			expected({ path, body }) {
				expect(path).toBe('/appointments/v1/APT-2/reschedule');
				expect(body).toEqual({
					start_time: later(2),
					end_time: later(2) + 900,
					partner_appointment_id: 'APT-2-MOVED',
				});
			},
		},
	],
};

const attributes = { label: ['vip'], payment_status: ['paid'] };

export const ekaAppointmentSetCustomAttributes: OperationCase = {
	...change,
	operation: 'setCustomAttributes',
	operationId: 'setCustomAttributes',
	parameters: { ...appointment.parameters, customAttributes: JSON.stringify(attributes) },
	complete: complete(attributes, '/custom_attribute'),
};

const updateFields: INodeParameters = {
	customAttributes: '{"label": ["vip"], "tags": ["knee"]}',
	displayMeta: { referred_by: 'Dr. Varnholt' },
	endTime: '2027-02-01T10:00',
	partnerMeta: { campaign: 'spring' },
	patientDetails: {
		details: {
			age: '41',
			city: 'Pune',
			designation: 'Ms.',
			firstName: 'Kavita',
			gender: 'Female',
			lastName: 'Testberry',
			middleName: 'June',
			mobile: '+91 98000 00001',
			partnerPatientId: 'NEW-1',
			pincode: '411001',
		},
	},
	startTime: '2027-02-01T09:30',
	token: '7',
	videoConnect: {
		details: { url: 'https://meet.example.com/room-7', vendor: 'Other', ptJoined: '2027-02-01T09:31' },
	},
};

const updated = {
	custom_attributes: { label: ['vip'], tags: ['knee'] },
	display_meta: { referred_by: 'Dr. Varnholt' },
	start_time: Date.UTC(2027, 1, 1, 4, 0) / 1000,
	end_time: Date.UTC(2027, 1, 1, 4, 30) / 1000,
	partner_meta: { campaign: 'spring' },
	patient_details: {
		age: 41,
		designation: 'Ms.',
		first_name: 'Kavita',
		gender: 'F',
		last_name: 'Testberry',
		middle_name: 'June',
		mobile: '+919800000001',
		partner_patient_id: 'NEW-1',
		address: { city: 'Pune', pincode: 411001 },
	},
	token: 7,
	video_connect: {
		url: 'https://meet.example.com/room-7',
		vendor: 'other',
		pt_joined: Date.UTC(2027, 1, 1, 4, 1) / 1000,
	},
};

export const ekaAppointmentUpdate: OperationCase = {
	...change,
	operation: 'update',
	operationId: 'updateAppointment',
	parameters: { ...appointment.parameters, updateFields: { token: '={{ $json.token }}' } },
	good: (number) => ({ json: { ...good(number).json, token: number % 100 } }),
	refused: { ...appointment.refused, row: () => ({ json: { id: 'api-unknown-1', token: 1 } }) },
	unsendable: {
		row: (number) => ({ json: { ...good(number).json, token: 'seven' } }),
		message: /"Token" is not a whole number/,
		field: 'Token',
	},
	mapsFrom: (body) => ({ ...body, appointment_id: appointmentIdOf(1), partner_appointment_id: partnerIdOf(2) }),
	complete: [
		...complete(updated, '', { updateFields }),
		{
			name: 'the date of birth instead of the age',
			parameters: {
				updateFields: { patientDetails: { details: { firstName: 'Asha', gender: 'F', dob: '1990-05-17' } } },
			},
			row: good(1),
			expected: ({ body }) =>
				expect(body).toEqual({ patient_details: { first_name: 'Asha', gender: 'F', dob: '1990-05-17' } }),
		},
	],
};

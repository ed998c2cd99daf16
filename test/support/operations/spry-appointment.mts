import { spry } from '../../../sandbox/seed.mts';
import { byId, lateRow, prepared } from './rows.mts';
import { callSpry, newCase, patientId, SPRY, unknownId } from './spry-support.mts';
import type { OperationCase } from './types.mts';

const [boston] = spry.clinics;
const [doctor] = spry.doctors;
const [evaluation, followUp] = spry.appointmentCategories;

const HOUR = 3_600_000;
const FIRST = Date.parse('2027-02-01T14:00:00Z');
const startOf = (number: number) => new Date(FIRST + number * HOUR).toISOString();
const endOf = (number: number) => new Date(FIRST + number * HOUR + HOUR / 2).toISOString();
const seconds = (time: string) => Date.parse(time) / 1000;

const place = { clinic: boston?.id ?? 0, doctor: doctor?.id ?? 0 };
const locators = { doctorId: byId('={{ $json.doctor }}'), clinicId: byId('={{ $json.clinic }}') };
const cases = prepared(newCase);

const good: OperationCase['good'] = (number) => ({
	json: {
		...place,
		patient: patientId,
		category: evaluation?.category_id ?? 0,
		start: startOf(number),
		end: endOf(number),
	},
});

export const spryAppointmentCreate: OperationCase = {
	...SPRY,
	resource: 'appointment',
	operation: 'create',
	operationId: 'createAppointment',
	parameters: {
		...locators,
		patientId: byId('={{ $json.patient }}'),
		appointmentCategoryId: byId('={{ $json.category }}'),
		timestamp: '={{ $json.start }}',
		endTimestamp: '={{ $json.end }}',
		paymentMode: 'INSURANCE_PAY',
	},
	prepare: cases.prepare,
	good,
	unsendable: {
		row: (number) => ({ json: { ...good(number).json, end: startOf(number) } }),
		message: /"End Time" is not after Start Time/,
		field: 'End Time',
	},
	refused: {
		row: (number) => ({ json: { ...good(number).json, category: 99999 } }),
		message: /Spry refused the data \(HTTP 200, code 2999\)/,
		description: /category/,
		httpStatus: 200,
		vendorCode: '2999',
		vendorWords: /Invalid appointment type|99999/,
	},
	table: 'spry_appointment',
	output: (number) => ({
		appointment_id: expect.any(Number),
		date_time: String(seconds(startOf(number))),
		doctor_id: place.doctor,
	}),
	complete: [
		{
			name: 'every field, several categories and times of the zone of the workflow',
			parameters: {
				additionalFields: {
					appointmentNotes: 'Brings an MRI',
					caseId: byId('={{ $json.case }}'),
					comments: 'Ground floor',
					teleHealthUrl: 'https://meet.example.com/room-12',
				},
				paymentMode: 'VOUCHER',
				appointmentCategoryId: byId(`${evaluation?.category_id}, ${followUp?.category_id}`),
			},
			row: lateRow(() => ({
				json: {
					...good(0).json,
					case: cases.at(0).spry_case_id,
					start: '2027-02-01T09:30',
					end: '2027-02-01T10:00+05:30',
				},
			})),
			expected: ({ body }) =>
				expect(body).toEqual({
					patient_id: patientId,
					doctor_id: place.doctor,
					clinic_id: place.clinic,
					appointment_category: [evaluation?.category_id, followUp?.category_id],
					timestamp: seconds('2027-02-01T04:00:00Z'),
					end_timestamp: seconds('2027-02-01T04:30:00Z'),
					payment_mode: 'VOUCHER',
					appointment_notes: 'Brings an MRI',
					spry_case_id: cases.at(0).spry_case_id,
					comments: 'Ground floor',
					tele_health_url: 'https://meet.example.com/room-12',
				}),
		},
	],
};

const COUNT = 4;
const appointments = prepared(
	async (sandbox, number) =>
		await callSpry(sandbox, '/apis/v1/appointment', {
			doctor_id: place.doctor,
			clinic_id: place.clinic,
			patient_id: patientId,
			appointment_category: [followUp?.category_id ?? 0],
			timestamp: seconds(startOf(number)),
			end_timestamp: seconds(endOf(number)),
			payment_mode: 'SELF_PAY',
			comments: `Visit ${number}`,
		}),
);
const inCalendar: OperationCase['good'] = (number) => ({
	json: { ...place, start: startOf(number % COUNT), end: endOf(number % COUNT) },
});

export const spryAppointmentGetAll: OperationCase = {
	...SPRY,
	resource: 'appointment',
	operation: 'getAll',
	operationId: 'listAppointments',
	isList: true,
	parameters: { ...locators, startDate: '={{ $json.start }}', endDate: '={{ $json.end }}', limit: 1 },
	prepare: appointments.prepare,
	good: inCalendar,
	unsendable: {
		row: (number) => ({ json: { ...inCalendar(number).json, start: 'soon' } }),
		message: /"Start Date" is not a date and time/,
		field: 'Start Date',
	},
	refused: unknownId((number) => ({ json: { ...inCalendar(number).json, doctor: 123456 } }), /doctor/),
	output: (number) => ({
		appointment_id: appointments.at(number).appointment_id,
		comments: `Visit ${number % COUNT}`,
		patient_patient_id: patientId,
		// What goes in as a number comes out as text.
		date_time: String(seconds(startOf(number % COUNT))),
	}),
	complete: [
		{
			name: 'every field, times of the zone of the workflow',
			parameters: { returnAll: true, filters: { practiceId: '12' } },
			row: { json: { ...place, start: '2027-02-01T09:30', end: '2027-02-02T09:30:00+01:00' } },
			expected: ({ query }) =>
				expect(query).toEqual({
					doctor_id: String(place.doctor),
					clinic_id: String(place.clinic),
					start_date: '2027-02-01T04:00:00.000Z',
					end_date: '2027-02-02T08:30:00.000Z',
					practice_id: '12',
					page: '1',
					size: '300',
				}),
		},
	],
};

export const spryAppointmentGetCategories: OperationCase = {
	...SPRY,
	resource: 'appointment',
	operation: 'getCategories',
	operationId: 'listAppointmentCategories',
	isList: true,
	parameters: { clinicId: locators.clinicId, limit: 1 },
	good: (number) => ({ json: { clinic: spry.clinics[number % 2]?.id ?? 0 } }),
	unsendable: {
		row: () => ({ json: { clinic: 'Boston' } }),
		message: /"Clinic" is not a whole number/,
		field: 'Clinic',
	},
	refused: unknownId(() => ({ json: { clinic: 123456 } }), /clinic/),
	output: (number) => ({
		category_id: spry.appointmentCategories.find(({ clinic_id }) => clinic_id === spry.clinics[number % 2]?.id)
			?.category_id,
		name: 'Initial evaluation',
		minutes: 60,
	}),
	complete: [
		{
			name: 'the clinic',
			parameters: { returnAll: true },
			row: { json: { clinic: String(place.clinic) } },
			expected: ({ query }) => expect(query).toEqual({ clinic_id: String(place.clinic) }),
		},
	],
};

import { ekaCare } from '../../../sandbox/seed.mts';
import type { OperationCase, Row } from './types.mts';

const [doctor] = ekaCare.doctors;
const [clinic] = ekaCare.clinics;
const [patient] = ekaCare.patients;
const FIRST = Date.UTC(2027, 0, 18, 4, 0) / 1000;

function good(number: number): Row {
	return {
		json: {
			doctor: doctor?.id ?? '',
			clinic: clinic?.id ?? '',
			patient: ekaCare.patients[number % ekaCare.patients.length]?.oid ?? '',
			start: FIRST + number * 3600,
		},
	};
}

function id(value: string) {
	return { __rl: true as const, mode: 'id', value };
}

const details = {
	age: '',
	dob: '1991-07-04',
	city: 'Pune',
	designation: 'Ms.',
	firstName: 'Kavita',
	gender: 'Female',
	lastName: 'Testberry',
	middleName: 'June',
	mobile: '+91 98000 00001',
	partnerPatientId: 'NEW-1',
	pincode: '411001',
};

export const ekaAppointmentBook: OperationCase = {
	vendor: 'ekaCare',
	folder: 'EkaCare',
	node: 'n8n-nodes-carechain.ekaCare',
	resource: 'appointment',
	operation: 'book',
	operationId: 'bookAppointment',
	parameters: {
		doctorId: id('={{ $json.doctor }}'),
		clinicId: id('={{ $json.clinic }}'),
		patientId: id('={{ $json.patient }}'),
		startTime: '={{ $json.start }}',
	},
	good,
	unsendable: {
		row: (number) => ({ json: { ...good(number).json, start: '2027-13-01T10:00' } }),
		message: /"Start Time" is not a date and time/,
		field: 'Start Time',
	},
	refused: {
		row: (number) => ({ json: { ...good(number).json, doctor: '999000111' } }),
		message: /Eka Care refused the data \(HTTP 400, code INVALID_REQUEST/,
		description: /doctor/,
		httpStatus: 400,
		vendorCode: 'INVALID_REQUEST_PARAMETERS',
		vendorWords: /999000111/,
	},
	table: 'eka_appointment',
	output: () => ({ appointment_id: expect.any(String) }),
	complete: [
		{
			name: "Eka Care's ids, a video call and all metadata",
			parameters: {
				additionalFields: {
					customAttributes: { label: ['new patient'], tags: ['knee'] },
					displayMeta: '{"referred_by": "Dr. Varnholt", "visits": 3}',
					endTime: '2027-01-18T10:00:00',
					mode: 'video',
					notes: 'Brings earlier reports',
					partnerAppointmentId: 'APT-1',
					partnerMeta: { campaign: 'spring' },
					token: '7',
					videoConnect: { details: { url: 'https://meet.example.com/room-7', vendor: '100ms' } },
				},
			},
			row: { json: { ...good(0).json, start: '2027-01-18T09:30:00' } },
			expected({ body, hasAuth, hasAuthorization, headers }) {
				expect({ hasAuth, hasAuthorization, clientId: headers['client-id'] }).toEqual({
					hasAuth: true,
					hasAuthorization: true,
					clientId: ekaCare.clientId,
				});
				expect(body).toEqual({
					doctor_id: doctor?.id,
					clinic_id: clinic?.id,
					patient_id: patient?.oid,
					partner_appointment_id: 'APT-1',
					token: 7,
					appointment_details: {
						// The workflow of this test is in Asia/Kolkata, five and a half hours ahead of UTC.
						start_time: Date.UTC(2027, 0, 18, 4, 0) / 1000,
						end_time: Date.UTC(2027, 0, 18, 4, 30) / 1000,
						mode: 'VIDEO',
						custom_attributes: { label: ['new patient'], tags: ['knee'] },
						video_connect: { url: 'https://meet.example.com/room-7', vendor: '100ms' },
					},
					partner_meta: { campaign: 'spring' },
					display_meta: { referred_by: 'Dr. Varnholt', visits: 3 },
					notes: 'Brings earlier reports',
				});
			},
		},
		{
			name: "the clinic's own ids and a new patient with a date of birth",
			parameters: {
				idType: 'partner',
				partnerDoctorId: id(doctor?.partnerId ?? ''),
				partnerClinicId: id(clinic?.partnerId ?? ''),
				partnerPatientId: id(patient?.partnerId ?? ''),
				additionalFields: { patientDetails: { details } },
			},
			row: good(5),
			expected: ({ body }) =>
				expect(body).toEqual({
					partner_doctor_id: doctor?.partnerId,
					partner_clinic_id: clinic?.partnerId,
					partner_patient_id: patient?.partnerId,
					appointment_details: { start_time: FIRST + 5 * 3600 },
					patient_details: {
						dob: '1991-07-04',
						designation: 'Ms.',
						first_name: 'Kavita',
						middle_name: 'June',
						last_name: 'Testberry',
						gender: 'F',
						mobile: '+919800000001',
						partner_patient_id: 'NEW-1',
						address: { city: 'Pune', pincode: 411001 },
					},
				}),
		},
		{
			name: 'a patient described by an age instead of an id',
			parameters: {
				patientId: id(''),
				additionalFields: { patientDetails: { details: { firstName: 'Vasant', gender: 'M', age: '62' } } },
			},
			row: good(7),
			expected: ({ body }) =>
				expect(body).toEqual({
					doctor_id: doctor?.id,
					clinic_id: clinic?.id,
					appointment_details: { start_time: FIRST + 7 * 3600 },
					patient_details: { first_name: 'Vasant', gender: 'M', age: 62 },
				}),
		},
	],
};

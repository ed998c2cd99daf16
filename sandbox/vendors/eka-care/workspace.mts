import { ekaCare } from './seed.mts';
import type { Database } from '../../shared/db.mts';
import type { Answer, Operation } from '../../shared/vendor.mts';
import { allEntries, clinicsOf, doctorName, doctorsOf, findEntry, type Doctor } from './directory.mts';
import { clinicError, drError } from './errors.mts';

/** A doctor of another workspace is forbidden; an unknown one is answered with status 500. */
function doctorTrouble(id: string): Answer {
	if (id === ekaCare.elsewhere.doctorId) {
		return drError(403, 'UNAUTHORIZED_ENTITY', 'this doctor belongs to another workspace');
	}
	return drError(500, 'INVALID_DATA', `no doctor ${id}`);
}

function profileOf(db: Database, doctor: Doctor): object {
	const { firstname, lastname, gender, dob = null, about = null } = doctor.details;
	const clinics = clinicsOf(db, doctor.id);
	const personal = { salutation: 'Dr.', first_name: firstname, middle_name: null, last_name: lastname };
	return {
		id: doctor.id,
		profile: {
			personal: { ...personal, dob, gender, pic: null },
			professional: {
				...{ active: true, username: doctor.partnerId, about },
				language: [{ code: 'en', language: 'English' }],
				degree: [],
				major_speciality: { name: 'Orthopaedics', code: 'ortho' },
				speciality: [],
				clinics: clinics.map(({ id, details: { name, address, city, state, pincode } }) => ({
					...{ id, name, contacts: [] },
					address: { line1: address, city, state, country: 'US', pin: pincode },
				})),
				default_clinic: clinics[0]?.id ?? null,
			},
		},
	};
}

function servicesOf({ details }: Doctor): object | object[] {
	const services = (details.services ?? []).map(({ confId, name, type, minutes, price }) => ({
		...{
			service_name: name,
			appointment_type: type,
			archive: false,
			book_ahead_days: 30,
			created_at: 1_700_000_000,
		},
		...{ currency: 'INR', duration: minutes, mode: ['in-clinic', 'tele'], pre_pay: false, price, conf_id: confId },
	}));
	// Documented as a list; the example shows a single object.
	return services.length === 1 ? services[0]! : services;
}

export function workspaceOperations(db: Database): Record<string, Operation> {
	return {
		getBusinessInfo: () => ({
			status: 200,
			body: { status: 'success', bid: ekaCare.workspaceId, business_name: ekaCare.workspaceName },
		}),

		getEntities: () => ({
			status: 200,
			body: {
				status_code: 200,
				success: true,
				data: {
					clinics: allEntries(db, 'clinic').map(({ id, details }) => ({
						clinic_id: id,
						name: details.name,
						doctors: doctorsOf(db, id).map((doctor) => doctor.id),
					})),
					doctors: allEntries(db, 'doctor').map((doctor) => ({
						...{ doctor_id: doctor.id, name: doctorName(doctor), pic: null },
					})),
					business: { business_id: ekaCare.workspaceId, name: ekaCare.workspaceName },
				},
			},
		}),

		getDoctorProfile({ params }) {
			const id = String(params.doctor_id);
			const doctor = findEntry(db, 'doctor', 'id', id);
			return doctor ? { status: 200, body: profileOf(db, doctor) } : doctorTrouble(id);
		},

		getDoctorServices({ params }) {
			const id = String(params.doctor_id);
			const doctor = findEntry(db, 'doctor', 'id', id);
			return doctor ? { status: 200, body: { data: { services: servicesOf(doctor) } } } : doctorTrouble(id);
		},

		getClinicDetails({ params }) {
			const clinic = findEntry(db, 'clinic', 'id', String(params.clinic_id));
			if (!clinic) return clinicError(404, 'CLINIC_NOT_FOUND', `no clinic ${String(params.clinic_id)}`);
			const { name, address, city, state, pincode } = clinic.details;
			const place = { line1: address, city, state, country: 'US', pincode, lat: null, lon: null };
			return {
				status: 200,
				body: { success: true, data: { clinic: { clinic_id: clinic.id, name, address: place } } },
			};
		},
	};
}

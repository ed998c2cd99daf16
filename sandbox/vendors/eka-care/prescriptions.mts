import { ekaCare } from './seed.mts';
import type { Database } from '../../shared/db.mts';
import type { Operation } from '../../shared/vendor.mts';
import { doctorName, findEntry } from './directory.mts';
import { drError } from './errors.mts';
import { profilesWhere } from './patients.mts';

/** Prescriptions are written only in Eka Care's own apps. */
export function prescriptionOperations(db: Database): Record<string, Operation> {
	return {
		getPrescription({ params }) {
			const id = String(params.prescription_id);
			if (id === ekaCare.elsewhere.prescriptionId) {
				return drError(403, 'ACCESS_DENIED', 'this prescription belongs to another workspace');
			}
			const known = ekaCare.prescriptions.find((one) => one.id === id);
			if (!known) return drError(404, 'NOT_FOUND', `no prescription ${id}`);
			const { doctorId, clinicId, patientId, medicine } = known;
			const doctor = findEntry(db, 'doctor', 'id', doctorId);
			const [patient] = profilesWhere(db, 'oid = ?', patientId);
			return {
				status: 200,
				body: {
					...{ prescription_id: id, doctor_id: doctorId, clinic_id: clinicId, patient_id: patientId },
					...{ doctor_name: doctor ? doctorName(doctor) : null, patient_name: patient?.fln ?? null },
					prescription_details: [
						{ resource_type: 'observation', text: 'Made-up observation' },
						{ resource_type: 'medicationrequest', text: medicine },
						{ resource_type: 'advices', text: 'Made-up advice' },
					],
				},
			};
		},
	};
}

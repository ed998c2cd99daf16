import { spry } from './seed.mts';
import { bodyOf, type Database } from '../../shared/db.mts';

/** Checks of IDs in requests. */

export interface KnownCase extends Record<string, unknown> {
	spry_case_id: string;
	patient_id: number;
	case_title: string;
}

export const isClinic = (id: number): boolean => spry.clinics.some((clinic) => clinic.id === id);

/** The record of a patient with its ID, and the clinic, which is not in the record. */
export function patientOf(
	db: Database,
	id: number,
): { record: Record<string, unknown> & { name: string; status: string }; clinicId: number } | undefined {
	const row = db.get('SELECT clinic_id, body FROM spry_patient WHERE patient_id = ?', id);
	return row && { record: { patient_id: id, ...bodyOf(row) }, clinicId: Number(row.clinic_id) };
}

export function caseOf(db: Database, id: string): KnownCase | undefined {
	const row = db.get('SELECT body FROM spry_case WHERE spry_case_id = ?', id);
	return row && bodyOf<KnownCase>(row);
}

/** What is wrong with the first unknown ICD code of a list. */
export function icdProblem(codes: Array<{ id: number; code: string }> = []): string | undefined {
	const wrong = codes.find(({ id, code }) => !spry.icdCodes.some((icd) => icd.id === id && icd.code === code));
	return wrong && `no ICD code with id ${wrong.id} and code ${wrong.code}`;
}

/** What is wrong with a case that does not exist or belongs to somebody else. */
export function caseProblem(db: Database, id: string | undefined, patientId: number): string | undefined {
	if (id === undefined || caseOf(db, id)?.patient_id === patientId) return undefined;
	return `spry_case_id: no case ${id} of patient ${patientId}`;
}

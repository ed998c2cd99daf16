import type { IDataObject } from 'n8n-workflow';

/** The names under which events give one id; the usual one comes first. */
const ID_NAMES: Record<string, string[]> = {
	appointment_id: ['appointment_id', 'aid'],
	doctor_id: ['doctor_id', 'doctor_oid', 'docid'],
	patient_id: ['patient_id', 'patient_oid', 'patientid', 'pid', 'oid'],
	clinic_id: ['clinic_id', 'facilityid'],
	prescription_id: ['prescription_id', 'rx_id'],
	document_id: ['document_id'],
};

/** A text or a number as text without blanks at its ends; empty for anything else. */
export function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** The ids in the data of an event, by their usual names. */
export function idsIn(data: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(ID_NAMES).flatMap(([usual, names]) => {
			const id = names.map((name) => text(data[name])).find(Boolean);
			return id === undefined ? [] : [[usual, id]];
		}),
	);
}

import { medMitra } from './seed.mts';
import { bodyOf } from '../../shared/db.mts';
import type { View } from '../../page/views.mts';

const DOCTOR = `CASE doctor_id ${medMitra.doctors.map(({ id, name }) => `WHEN '${id}' THEN '${name}'`).join(' ')}
	ELSE doctor_id END`;
const DIAGNOSIS = `(SELECT json_extract(i.body, '$.primary_diagnosis') FROM med_mitra_insight i
	WHERE i.case_id = med_mitra_case.case_id)`;
const FILES = '(SELECT COUNT(*) FROM med_mitra_file f WHERE f.case_id = med_mitra_case.case_id)';
const PATIENT = '(SELECT c.patient_name FROM med_mitra_case c WHERE c.case_id = med_mitra_file.case_id)';

/** MedMitra keeps neither patients nor appointments of its own. */
export const views: View[] = [
	{
		...{ kind: 'cases', title: 'Cases', one: 'case', from: 'med_mitra_case', id: 'case_id', order: 'id DESC' },
		columns: [
			{ name: 'patient', title: 'Patient', sql: 'patient_name' },
			{ name: 'age', title: 'Age', kind: 'number', sql: 'patient_age' },
			{ name: 'gender', title: 'Gender', sql: 'patient_gender' },
			{ name: 'doctor', title: 'Doctor', sql: DOCTOR },
			{ name: 'files', title: 'Files', kind: 'number', sql: FILES },
			{ name: 'diagnosis', title: 'Diagnosis', sql: DIAGNOSIS },
			{ name: 'created', title: 'Created', kind: 'time', sql: 'created_at' },
			{ name: 'status', title: 'Analysis', kind: 'status', sql: 'status' },
		],
		record(db, id) {
			const row = db.get('SELECT * FROM med_mitra_case WHERE case_id = ?', id);
			if (!row) throw new RangeError(`no case ${id}`);
			const insight = db.get('SELECT * FROM med_mitra_insight WHERE case_id = ?', id);
			const files = db.all('SELECT * FROM med_mitra_file WHERE case_id = ? ORDER BY id', id);
			return { case: row, files, ai_insights: insight ? bodyOf(insight) : null };
		},
	},
	{
		...{
			kind: 'documents',
			title: 'Documents',
			one: 'document',
			from: 'med_mitra_file',
			id: 'id',
			order: 'id DESC',
		},
		columns: [
			{ name: 'name', title: 'File name', sql: 'file_name' },
			{ name: 'patient', title: 'Patient', sql: PATIENT },
			{ name: 'category', title: 'Category', sql: 'file_category' },
			{ name: 'type', title: 'Media type', sql: 'file_type' },
			{ name: 'size', title: 'Bytes', kind: 'number', sql: 'file_size' },
			{ name: 'uploaded', title: 'Uploaded', kind: 'time', sql: 'upload_date' },
		],
	},
];

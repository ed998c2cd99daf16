import type { Database, Row } from '../../shared/db.mts';
import { timestamp } from './cases.mts';

/** Missing scores are filled with this value, so it says little. */
const SCORE = 0.8;

/** What happens behind the answer of a create: insights, or the status failed and no reason given. */
export function analyse(db: Database, caseId: string): void {
	const row = db.get('SELECT * FROM med_mitra_case WHERE case_id = ?', caseId);
	if (!row) return;
	const texts = `${row.patient_name}${row.case_summary ?? ''}`;
	// No summary, or braces that a prompt template takes for its own: the analysis breaks.
	const fails = row.case_summary === null || /[{}]/.test(texts);
	if (!fails) saveInsights(db, row);
	// updated_at is not moved by a new status.
	db.run('UPDATE med_mitra_case SET status = ? WHERE case_id = ?', fails ? 'failed' : 'completed', caseId);
}

function saveInsights(db: Database, { case_id, patient_name, patient_age, patient_gender, case_summary }: Row): void {
	const files = db.all('SELECT * FROM med_mitra_file WHERE case_id = ? ORDER BY id', case_id ?? null);
	for (const { id, file_category, file_name } of files) {
		const column = file_category === 'lab' ? 'text_data' : 'ai_summary';
		const finding = { findings: `Made-up reading of ${file_name}`, impressions: 'None', summary: 'Made-up reading' };
		const reading = { ...finding, key_abnormalities: [], confidence_score: SCORE };
		const text = file_category === 'lab' ? `Made-up text of ${file_name}` : JSON.stringify(reading);
		db.run(`UPDATE med_mitra_file SET ${column} = ? WHERE id = ?`, text, Number(id));
	}
	const summaryOf = (category: string) =>
		files
			.filter((file) => file.file_category === category)
			.map((file) => `Reading of ${file.file_name}`)
			.join('; ');
	const now = timestamp();
	const insights = {
		created_at: now,
		updated_at: now,
		overall_confidence_score: SCORE,
		comprehensive_summary: `Made-up insights for ${patient_name}: ${case_summary}`,
		key_findings: ['Made-up finding'],
		patient_context: { name: patient_name, age: patient_age, gender: patient_gender },
		doctor_notes: case_summary,
		lab_summary: summaryOf('lab'),
		radiology_summary: summaryOf('radiology'),
		case_summary_confidence_score: SCORE,
		soap_subjective: String(case_summary),
		soap_objective: 'Made-up examination',
		soap_assessment: 'Made-up assessment',
		soap_plan: 'Made-up plan',
		soap_confidence_score: SCORE,
		primary_diagnosis: 'Made-up diagnosis',
		icd_code: 'M54.50',
		diagnosis_description: 'Made-up description',
		supporting_evidence: ['Made-up evidence'],
		diagnosis_confidence_score: SCORE,
	};
	const insert = 'INSERT INTO med_mitra_insight (case_id, generated_at, body) VALUES (?, ?, ?)';
	db.run(insert, case_id ?? null, now, JSON.stringify(insights));
}

import type { Row } from '../../shared/db.mts';
import type { ReadingStyle } from './settings.mts';

/** A missing score gets this value, so it means little. */
const MISSING_SCORE = 0.8;
const SCORES = { summary: 0.9, soap: MISSING_SCORE, diagnosis: 0.7 };

export function labText({ file_name }: Row): string {
	return `Made-up text of ${file_name}`;
}

/** The reading of an image: JSON stored as text. A model may add words around it or write only words. */
export function readingOf({ file_name }: Row, style: ReadingStyle): string {
	const finding = `Made-up reading of ${file_name}`;
	if (style === 'words') return `${finding}: nothing stands out.`;
	if (style === 'braces') return `${finding}: {nothing} stands out.`;
	if (style === 'list') return JSON.stringify([{ findings: finding }]);
	const json = JSON.stringify({
		findings: finding,
		impressions: 'None',
		summary: 'Made-up reading',
		key_abnormalities: ['Made-up abnormality'],
		confidence_score: MISSING_SCORE,
	});
	return style === 'json' ? json : `Here is the reading:\n\`\`\`json\n${json}\n\`\`\``;
}

/** The flat row of insights, without its ID and time. */
export function insightsOf(row: Row, files: Row[], now: string): Record<string, unknown> {
	const { patient_name, patient_age, patient_gender, case_summary } = row;
	const summaryOf = (category: string) =>
		files
			.filter(({ file_category }) => file_category === category)
			.map(({ file_name }) => `Reading of ${file_name}`)
			.join('; ');
	const scores = Object.values(SCORES);
	return {
		created_at: now,
		updated_at: now,
		overall_confidence_score: scores.reduce((sum, score) => sum + score) / scores.length,
		comprehensive_summary: `Made-up insights for ${patient_name}: ${case_summary}`,
		key_findings: ['Made-up finding'],
		patient_context: { name: patient_name, age: patient_age, gender: patient_gender },
		doctor_notes: case_summary,
		lab_summary: summaryOf('lab'),
		radiology_summary: summaryOf('radiology'),
		case_summary_confidence_score: SCORES.summary,
		soap_subjective: String(case_summary),
		soap_objective: 'Made-up examination',
		soap_assessment: 'Made-up assessment',
		soap_plan: 'Made-up plan',
		soap_confidence_score: SCORES.soap,
		primary_diagnosis: 'Made-up diagnosis',
		icd_code: 'M54.50',
		diagnosis_description: 'Made-up description',
		supporting_evidence: ['Made-up evidence'],
		diagnosis_confidence_score: SCORES.diagnosis,
	};
}

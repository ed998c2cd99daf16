/** MedMitra's names for what belongs together, by our names inside of the group. */
export const GROUPS: Record<string, Record<string, string>> = {
	summary: {
		comprehensive_summary: 'comprehensive_summary',
		key_findings: 'key_findings',
		patient_context: 'patient_context',
		doctor_notes: 'doctor_notes',
		lab_summary: 'lab_summary',
		radiology_summary: 'radiology_summary',
		confidence_score: 'case_summary_confidence_score',
	},
	soap: {
		subjective: 'soap_subjective',
		objective: 'soap_objective',
		assessment: 'soap_assessment',
		plan: 'soap_plan',
		confidence_score: 'soap_confidence_score',
	},
	diagnosis: {
		primary_diagnosis: 'primary_diagnosis',
		icd_code: 'icd_code',
		description: 'diagnosis_description',
		supporting_evidence: 'supporting_evidence',
		confidence_score: 'diagnosis_confidence_score',
	},
};

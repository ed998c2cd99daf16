import type { IDataObject } from 'n8n-workflow';

import { readJson } from '../shared/http/json';
import type { Answer, Simplified } from '../shared/types';
import { isRecord } from '../shared/values';

/** Fields of insights that MedMitra stores as JSON texts and, as a rule, parses before it answers. */
const JSON_FIELDS = ['key_findings', 'patient_context', 'supporting_evidence'];

function parsed(text: string): unknown {
	return readJson(text)?.value;
}

/** The object or list that a text is; any other value stays as it is. */
function jsonIn(value: unknown): unknown {
	const inside = typeof value === 'string' ? parsed(value) : undefined;
	return typeof inside === 'object' && inside !== null ? inside : value;
}

/**
 * The object in a text that a model wrote as JSON, perhaps with words or a code fence around it. What is no such
 * text stays as it is.
 */
export function readingIn(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const reading = parsed(value.slice(value.indexOf('{'), value.lastIndexOf('}') + 1));
	return isRecord(reading) && Object.keys(reading).length > 0 ? reading : value;
}

/** The record of a file, with the reading of a picture parsed. */
export function fileRecord(file: Record<string, unknown>): IDataObject {
	return ('ai_summary' in file ? { ...file, ai_summary: readingIn(file.ai_summary) } : file) as IDataObject;
}

export function filesIn(list: unknown): IDataObject[] {
	return Array.isArray(list) ? list.filter(isRecord).map(fileRecord) : [];
}

/** A case with files and insights as MedMitra answers it, JSON texts inside parsed. */
export interface AnalysedCase {
	case: IDataObject;
	files: IDataObject[];
	ai_insights: IDataObject;
}

export function analysedCase({ body }: Answer): AnalysedCase {
	const { case: row, files, ai_insights: insights } = isRecord(body) ? body : {};
	const read = isRecord(insights) ? { ...insights } : {};
	for (const name of JSON_FIELDS) if (name in read) read[name] = jsonIn(read[name]);
	return {
		case: (isRecord(row) ? row : {}) as IDataObject,
		files: filesIn(files),
		ai_insights: read as IDataObject,
	};
}

/** MedMitra's names for what belongs together, by our names inside of the group. */
const GROUPS: Record<string, Record<string, string>> = {
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

function picked(record: IDataObject, names: Record<string, string>): IDataObject {
	return Object.fromEntries(
		Object.entries(names).flatMap(([own, theirs]) => (theirs in record ? [[own, record[theirs]]] : [])),
	);
}

const same = (...names: string[]) => Object.fromEntries(names.map((name) => [name, name]));
const CASE_FIELDS = same('case_id', 'patient_name', 'status', 'created_at');
const CREATED_FIELDS = same(
	'case_id',
	'patient_name',
	'patient_age',
	'patient_gender',
	'case_summary',
	'status',
	'created_at',
);
// Without the address, by which everybody can fetch the file.
const FILE_FIELDS = same('id', 'file_name', 'file_type', 'file_size', 'file_category', 'ai_summary');

const simpleFiles = (files: IDataObject[]) => files.map((file) => picked(file, FILE_FIELDS));

/** An analysed case as the vendor has it, as output. */
export function caseWithInsights(analysed: AnalysedCase): IDataObject {
	return { ...analysed };
}

/** A case without insights, of which only the list tells anything, as output. */
export function caseWithoutInsights(row: IDataObject): IDataObject {
	return { case: row, files: null, ai_insights: null };
}

/** A case that was just created, as output. */
export function createdCase(row: IDataObject, files: unknown): IDataObject {
	return { ...row, uploaded_files: filesIn(files) };
}

function simplifiedCase(json: IDataObject): IDataObject {
	const { case: row, files, ai_insights: insights } = json;
	if (!isRecord(row))
		return { ...picked(json, CREATED_FIELDS), uploaded_files: simpleFiles(filesIn(json.uploaded_files)) };
	if (!isRecord(insights)) return { ...picked(row as IDataObject, CASE_FIELDS), ready: false };
	const groups = Object.entries(GROUPS).map(([name, names]) => [name, picked(insights as IDataObject, names)]);
	return {
		...picked(row as IDataObject, CASE_FIELDS),
		ready: true,
		...picked(insights as IDataObject, same('overall_confidence_score')),
		...(Object.fromEntries(groups) as IDataObject),
		files: simpleFiles(filesIn(files)),
	};
}

/** The insights are one flat row; this puts together what belongs together. */
export const SIMPLIFIED_CASE: Simplified = {
	description: 'The most used fields, with the insights grouped into summary, soap and diagnosis',
	of: simplifiedCase,
};

import type { IDataObject } from 'n8n-workflow';

import type { Simplified } from '../shared/types';
import { isRecord } from '../shared/values';
import { GROUPS } from './insight-groups';
import { type AnalysedCase, filesIn } from './insights';

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
	description: 'The most used fields, and the insights in the groups summary, soap and diagnosis',
	of: simplifiedCase,
};

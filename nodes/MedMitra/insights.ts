import type { IDataObject } from 'n8n-workflow';

import { isTooDeep } from '../shared/answer-body';
import type { Answer } from '../shared/types';
import { isRecord } from '../shared/values';

/** Fields of insights that MedMitra stores as JSON texts and, as a rule, parses before it answers. */
const JSON_FIELDS = ['key_findings', 'patient_context', 'supporting_evidence'];

function parsed(text: string): unknown {
	if (isTooDeep(text)) return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
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
	const [inside = ''] = /\{[^]*\}/.exec(value) ?? [];
	const reading = parsed(inside);
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

// Without the address, by which everybody can fetch the file.

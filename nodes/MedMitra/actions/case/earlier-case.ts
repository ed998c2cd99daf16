import type { IDataObject } from 'n8n-workflow';

import { Refusal } from '../../../shared/failure';
import type { Answer, ItemInput, Part, RequestSpec, SendRequest } from '../../../shared/types';
import { caseRequest, isAnalysed, isUuid, listRequest } from '../../requests';
import { analysedCase, type AnalysedCase } from '../../insights';
import { clockAhead, createdAt, DEAD_AFTER_MS, sameCases } from './same-case';

/** So long an item without Wait for Insights looks whether a case that may be its own gets its insights. */
export const UNDECIDED_MS = 2 * 60_000;

/** Cases that say the same which are looked into, the newest first. */
const MOST_LOOKS = 20;

/** The case that an earlier run has made, that there is none, or that it is too early to know. */
export type Earlier = { found: AnalysedCase } | 'none' | 'undecided';

/**
 * Looks for the case that an earlier run of the item has made: with the same texts and the same files, and with its
 * insights, for only these show that the files are there. A case that failed, or has no insights 15 minutes after it
 * was made, is dead; one with other files belongs to another report.
 *
 * @param creation the request that would create the case
 */
export async function earlierCase(
	{ account, body }: ItemInput,
	creation: RequestSpec,
	request: SendRequest,
): Promise<Earlier> {
	const list = await request(listRequest(account));
	const now = Date.now() + clockAhead(list);
	const wanted = filesSent(creation);
	const candidates = sameCases(list, body).filter(({ case_id, status }) => isUuid(case_id) && status !== 'failed');
	let isUndecided = false;
	for (const row of candidates.slice(0, MOST_LOOKS)) {
		const answer = await request(caseRequest(row.case_id));
		if (isAnalysed(answer)) {
			const analysed = analysedCase(answer);
			if (filesThere(analysed) === wanted) return { found: analysed };
		} else isUndecided ||= mayStillEnd(row, now);
	}
	return isUndecided ? 'undecided' : 'none';
}

/** Without a readable time nothing says that a case is dead. */
function mayStillEnd(row: IDataObject, now: number): boolean {
	return row.status !== 'completed' && !(now - createdAt(row) >= DEAD_AFTER_MS);
}

const CATEGORIES: Record<string, string> = { lab_files: 'lab', radiology_files: 'radiology' };

function filesSent({ multipart = [] }: RequestSpec): string {
	const files = multipart.filter((part): part is Part & { fileName: string } => part.fileName !== undefined);
	return listed(files.map(({ name, fileName, content }) => [CATEGORIES[name], fileName, Buffer.byteLength(content)]));
}

function filesThere({ files }: AnalysedCase): string {
	return listed(files.map(({ file_category, file_name, file_size }) => [file_category, file_name, file_size]));
}

const listed = (files: unknown[][]) =>
	files
		.map((file) => file.map(String).join('/'))
		.sort()
		.join('\n');

/** Nobody can tell in time whether the case that is there is the one of this item. */
export function stillUndecided(): Refusal {
	return new Refusal({
		kind: 'alreadyExists',
		message: 'A case with the same patient and summary is still being analysed',
		description:
			'Whether it has the files of this item shows when its analysis ends. Nothing was created. Run the item again in a few minutes.',
		outcome: 'none',
	});
}

/** The row of a case in an answer to a creation, with the files that it came with. */
export function createdIn({ body }: Answer): { row: IDataObject; files: unknown } {
	const answer = (body ?? {}) as IDataObject;
	return { row: (answer.case ?? {}) as IDataObject, files: answer.uploaded_files };
}

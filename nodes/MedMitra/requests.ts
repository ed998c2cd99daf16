import type { IDataObject } from 'n8n-workflow';

import { configurationRefusal } from '../shared/failure';
import { path } from '../shared/http/path';
import type { Answer, RequestSpec, VendorRequest } from '../shared/types';
import { isRecord } from '../shared/values';
import { isWithoutInsights } from './vendor';

/** What a UUID looks like, as the source of a regular expression. */
export const UUID = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

export function isUuid(value: unknown): value is string {
	return typeof value === 'string' && new RegExp(`^${UUID}$`).test(value);
}

/** MedMitra answers nothing while an analysis holds it, which takes seconds. */
export const READ_TIMEOUT_MS = 60_000;

/**
 * The user whose cases these are.
 *
 * @throws Refusal when it is no UUID: MedMitra takes any user id and fails later, so the node looks first
 */
export function userIdOf({ userId }: IDataObject): string {
	const given = String(userId);
	if (isUuid(given)) return given;
	throw configurationRefusal(
		'The user ID of the credential is not a UUID',
		'Open the MedMitra credential and give the UUID of the doctor, such as 3f2b8c1e-5a4d-4e6f-8b7a-9c0d1e2f3a4b.',
	);
}

/** So many cases the database gives at most, and does not say that there are more. */
export const MOST_LISTED = 1000;

/** All cases of a user at once, newest first, at most `MOST_LISTED`. */
export function listRequest(account: IDataObject, more: Partial<VendorRequest> = {}): RequestSpec {
	return {
		method: 'GET',
		path: '/cases/all_cases',
		query: { user_id: userIdOf(account) },
		timeout: READ_TIMEOUT_MS,
		isComplete: ({ body }) => isRecord(body) && Array.isArray(body.cases),
		...more,
	};
}

export function casesIn({ body }: Answer): IDataObject[] {
	return isRecord(body) && Array.isArray(body.cases) ? (body.cases.filter(isRecord) as IDataObject[]) : [];
}

/** The case of this ID in a list; undefined also when it is another user's, or older than the list goes back. */
export function caseIn(list: Answer, caseId: unknown): IDataObject | undefined {
	const wanted = String(caseId).toLowerCase();
	return casesIn(list).find(({ case_id }) => String(case_id).toLowerCase() === wanted);
}

/** One case with its files and insights. That it has no insights, or not yet, is an answer to this, too. */
export function caseRequest(caseId: unknown, more: Partial<VendorRequest> = {}): RequestSpec {
	return {
		method: 'GET',
		// The path of the router and that of the route both begin with it.
		path: path`/cases/cases/${caseId}`,
		timeout: READ_TIMEOUT_MS,
		accepts: isWithoutInsights,
		isComplete: (answer) => isWithoutInsights(answer) || isAnalysed(answer),
		...more,
	};
}

export function isAnalysed({ body }: Answer): boolean {
	return isRecord(body) && isRecord(body.case) && isRecord(body.ai_insights);
}

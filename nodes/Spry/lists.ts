import { path } from '../shared/http/path';
import type { Answer, RequestSpec } from '../shared/types';
import { isRecord } from '../shared/values';
import { dataOf } from './vendor';

/** What both operations and the editor's lists ask for. */

function holdsList({ body }: Answer): boolean {
	return isRecord(body) && Array.isArray(body.data);
}

/** One case by its `spry_case_id`. */
export function caseRequest(caseId: unknown): RequestSpec {
	return {
		method: 'GET',
		path: path`/apis/soap-enrichment/v1/patientCase/${caseId}`,
		isComplete: (answer) => dataOf(answer).spry_case_id !== undefined,
	};
}

/** The insurance cards of one patient; not paged. */
export function cardsRequest(patientId: unknown): RequestSpec {
	const query = { patient_id: Number(patientId) };
	return { method: 'GET', path: '/apis/v1/insurance/cards', query, isComplete: holdsList };
}

/** The appointment categories of one clinic; not paged. One sample of Spry's has the path without `/apis`. */
export function categoriesRequest(clinicId: unknown): RequestSpec {
	const query = { clinic_id: Number(clinicId) };
	return { method: 'GET', path: '/apis/v1/appointment/category', query, isComplete: holdsList };
}

/** What may be the specialization of a case; not paged, but cut off at a size that nobody knows unless one is given. */
export function specializationsRequest(organisationId: unknown, size: number): RequestSpec {
	return {
		method: 'GET',
		path: path`/apis/v4/organisation/${organisationId}/config/dynamic-form`,
		query: { size },
		isComplete: holdsList,
	};
}

/** More specializations than any organisation has. */
export const ALL_SPECIALIZATIONS = 1000;

/** ICD codes by code or wording. The hits are under `results` here, while other lists use `content`. */
export function icdCodesRequest(query: {
	q: string;
	speciality?: string;
	payerType?: string;
	rev?: string;
}): RequestSpec {
	return {
		method: 'GET',
		path: '/apis/soap-enrichment/v1/bcs/icd/search',
		query,
		isComplete: ({ body }) => isRecord(body) && isRecord(body.data) && Array.isArray(body.data.results),
	};
}

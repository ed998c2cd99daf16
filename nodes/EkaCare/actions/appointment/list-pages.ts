import type { IDataObject } from 'n8n-workflow';

import { type Page } from '../../../shared/http/paging';
import type { Answer, RequestSpec } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { splitDays } from '../days';
import { recordsIn } from '../../requests';

/** Days of one request, both ends included. */
const WINDOW_DAYS = 7;

const MOST_DAYS = 366;

/** Eka Care gives no total and no token: a page that is not full is the last, and its size depends on the filter. */
function pageSize({ patient_id, doctor_id, clinic_id }: IDataObject): number {
	if (patient_id !== undefined) return 20;
	return doctor_id !== undefined || clinic_id !== undefined ? 50 : 30;
}

export function pageOf(query: IDataObject, number: number): RequestSpec {
	return {
		method: 'GET',
		path: '/dr/v1/appointment',
		query: { ...query, page_no: number },
		isComplete: ({ body }) => isRecord(body) && Array.isArray(body.appointments),
	};
}

export function readPage(query: IDataObject): (answer: Answer, spec: RequestSpec, number: number) => Page {
	return ({ body }, _spec, number) => {
		const records = recordsIn(isRecord(body) ? body.appointments : []);
		// Pages are counted from 0 by Eka Care and from 1 here.
		return { records, next: records.length < pageSize(query) ? undefined : pageOf(query, number) };
	};
}

/** The filters of each request: one for a patient, else one for every seven days. */
export function queriesOf({ start_date, end_date, ...filters }: IDataObject): IDataObject[] {
	if (start_date === undefined || end_date === undefined) return [filters];
	const range = { start: String(start_date), end: String(end_date) };
	return splitDays(range, WINDOW_DAYS, MOST_DAYS).map(({ start, end }) => ({
		...filters,
		start_date: start,
		end_date: end,
	}));
}

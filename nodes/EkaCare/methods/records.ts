import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

import { listSearch, type Look } from '../../shared/node/list-search';
import { configurationRefusal } from '../../shared/failure';
import { readPages } from '../../shared/http/paging';
import type { RequestSpec } from '../../shared/types';
import { isRecord } from '../../shared/values';
import { ENTITIES } from '../entities';
import { patientHeader } from '../fields';
import { dataOf, ekaCare, listIn } from '../vendor';
import { entry, matches } from './entries';

/** The vendor's clock: India has one offset all year. */
const INDIA_MS = 5.5 * 3_600_000;
const DAY_MS = 86_400_000;
/** By Eka Care's rule for lists that are narrowed by days only; there is no other sign of the last page. */
const PAGE_SIZE = 30;
const MOST_ENTRIES = 500;

function inIndia(milliseconds: number): string {
	return new Date(milliseconds + INDIA_MS).toISOString().slice(0, 16).replace('T', ' ');
}

/** The seven days that Eka Care lists at most: from the day that was typed, else from yesterday. */
function weekFrom(filter: string): { start_date: string; end_date: string } {
	const typed = /^\d{4}-\d{2}-\d{2}$/.test(filter) ? Date.parse(filter) : NaN;
	const start = Number.isNaN(typed) ? Date.now() + INDIA_MS - DAY_MS : typed;
	const day = (after: number) => new Date(start + after * DAY_MS).toISOString().slice(0, 10);
	return { start_date: day(0), end_date: day(6) };
}

async function doctorNames({ ask }: Look): Promise<Map<string, string>> {
	// The list is of use without names, too.
	const answer = await ask({ ...ENTITIES, accepts: () => true });
	return new Map(listIn(answer, 'doctors').map(({ doctor_id, name }) => [String(doctor_id), String(name)]));
}

function pageOfWeek(filter: string, page: number): RequestSpec {
	return { method: 'GET', path: '/dr/v1/appointment', query: { ...weekFrom(filter), page_no: page } };
}

/** The appointments of a week with time, doctor and status; any other text than a day searches in these. */
export const searchAppointments = listSearch(ekaCare, async (look) => {
	const { ask, filter } = look;
	const read = (answer: Parameters<typeof listIn>[0], _: RequestSpec, number: number) => {
		const records = listIn(answer, 'appointments');
		return { records, next: records.length < PAGE_SIZE ? undefined : pageOfWeek(filter, number) };
	};
	const appointments = await readPages(ask, pageOfWeek(filter, 0), read, MOST_ENTRIES);
	const names = await doctorNames(look);
	const shown = (one: IDataObject): INodeListSearchItems | undefined => {
		const start = Number(one.start_time);
		const time = start > 0 ? inIndia(start * 1000) : '';
		const doctor = names.get(String(one.doctor_id)) ?? one.doctor_id;
		return entry(one.appointment_id, [time, doctor, one.status, one.partner_appointment_id]);
	};
	const isDay = /^\d{4}-\d{2}-\d{2}$/.test(filter);
	const results = appointments.map(shown).filter((one): one is INodeListSearchItems => one !== undefined);
	results.sort((one, other) => one.name.localeCompare(other.name));
	return { results: isDay ? results : results.filter((one) => matches(one, filter)) };
});

/** The cases of the chosen patient, the newest first. */
export const searchCases = listSearch(ekaCare, async ({ ask, filter, parameter }) => {
	const patient = parameter('patientId');
	if (patient === '') {
		throw configurationRefusal(
			'The list of cases needs a patient',
			'Choose the patient first. Where the patient comes from an expression, give the case by its ID.',
		);
	}
	const page = (offset?: unknown): RequestSpec => ({
		method: 'GET',
		path: '/mr/api/v1/cases',
		headers: patientHeader(patient),
		query: offset === undefined ? {} : { offset: String(offset) },
	});
	const records = await readPages(ask, page(), (answer) => {
		const { next_token } = dataOf(answer);
		return { records: listIn(answer, 'cases'), next: next_token ? page(next_token) : undefined };
	});
	const results = records
		// Deleted ones stay in the list, marked.
		.filter(({ status }) => status !== 'D')
		.map(({ id, item }) => entry(id, [isRecord(item) ? item.display_name : '', isRecord(item) ? item.type : '']))
		.filter((one): one is INodeListSearchItems => one !== undefined && matches(one, filter));
	return { results: results.reverse() };
});

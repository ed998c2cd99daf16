import type { RecordedRequest } from '../types.mts';
import { catalogueOf } from './catalogue.mts';
import type { PageContext } from './live.mts';
import { listOf, neighboursOf, recordOf, type ListOrder } from './views.mts';

export type { Catalogue } from './catalogue.mts';

type Query = Record<string, unknown>;

/** Rows of one answer: a page of ten thousand records stays small. */
const MOST_ROWS = 200;
const ROWS = 50;
/** Two days and a bit: the longest day there is, in any zone. */
const LONGEST_SPAN = 50 * 3600;

function numberIn(query: Query, name: string, usual: number, most: number): number {
	const value = Number(query[name] ?? usual);
	if (!Number.isInteger(value) || value < 1 || value > most)
		throw new RangeError(`${name} must be from 1 to ${most}`);
	return value;
}

function orderIn(query: Query): ListOrder {
	const search = String(query.search ?? '').slice(0, 200);
	return { search, page: numberIn(query, 'page', 1, 1_000_000), size: numberIn(query, 'size', ROWS, MOST_ROWS) };
}

/** The newest first; a page beyond the last is the last. */
function pageOf<T>(all: T[], { page, size }: ListOrder): { total: number; page: number; pages: number; rows: T[] } {
	const pages = Math.max(1, Math.ceil(all.length / size));
	const shown = Math.min(page, pages);
	const end = all.length - (shown - 1) * size;
	return { total: all.length, page: shown, pages, rows: all.slice(Math.max(0, end - size), end).reverse() };
}

const isTrouble = ({ status, fault, problems }: RecordedRequest) =>
	fault !== null || status === 0 || status >= 400 || problems.length > 0;

/** A request without what may hold a token: no query, no headers, no text of a form. */
export function requestTold({
	id,
	at,
	method,
	path,
	operationId,
	status,
	fault,
	problems,
	body,
	parts,
}: RecordedRequest) {
	const files = parts?.map(({ name, filename, contentType, size }) => ({ name, filename, contentType, size }));
	return { id, at, method, path, operationId, status, fault, problems, body, files: files ?? null };
}

/** The page's own routes of the control API. A RangeError is the caller's mistake. */
export function pageRoutes(desk: PageContext, urls: Record<string, string>): Record<string, (query: Query) => unknown> {
	const { house, vendors, recorder, faults } = desk;
	const vendorOf = ({ vendor }: Query) => {
		const found = vendors.find(({ name }) => name === vendor);
		if (!found) throw new RangeError(`vendor must be one of ${vendors.map(({ name }) => name).join(', ')}`);
		return found;
	};
	const viewOf = (query: Query) => {
		const { views } = vendorOf(query);
		const view = views.find(({ kind }) => kind === query.kind);
		if (!view) throw new RangeError(`kind must be one of ${views.map(({ kind }) => kind).join(', ')}`);
		return view;
	};

	return {
		'GET /view/catalogue': () => catalogueOf(desk, urls),

		'GET /view/list': (query) => listOf(house.db, viewOf(query), orderIn(query)),

		'GET /view/record': (query) => recordOf(house.db, viewOf(query), String(query.id)),

		'GET /view/day': (query) => {
			const { calendar } = vendorOf(query);
			if (!calendar) throw new RangeError('this vendor has no appointments');
			const [from, to] = [Number(query.from), Number(query.to)];
			if (!(to > from) || to - from > LONGEST_SPAN)
				throw new RangeError('from and to must be the seconds of a day');
			const entries = calendar.between(house.db, from, to);
			return { doctors: calendar.doctors(house.db), entries, ...neighboursOf(house.db, calendar, from, to) };
		},

		'GET /view/requests': (query) => {
			const { name } = vendorOf(query);
			const isWanted = query.only === 'trouble' ? isTrouble : () => true;
			const wanted = recorder.list().filter((entry) => entry.vendor === name && isWanted(entry));
			const { rows, ...page } = pageOf(wanted, orderIn(query));
			return { ...page, rows: rows.map(requestTold) };
		},

		'GET /view/webhooks': (query) => pageOf(vendorOf(query).webhooks?.list() ?? [], orderIn(query)),

		'GET /view/switches': () => ({
			faults: faults.list(),
			random: faults.random() ?? null,
			settings: house.settings,
		}),
	};
}

import { bodyOf, type Database, type SqlValue } from '../shared/db.mts';

/** How the page shows a value: `time` is epoch seconds or an ISO time, `status` a word with a frame around it. */
export type ColumnKind = 'text' | 'code' | 'time' | 'status' | 'number';

export interface Column {
	name: string;
	title: string;
	kind?: ColumnKind;
	/** SQL expression over the view's `from`. */
	sql: string;
}

/** What people do with a record at the vendor's own screen, as `POST /act` takes it. */
export interface RecordAct {
	title: string;
	act: string;
	/** The name under which the act takes the record's id. */
	key: string;
	input?: Record<string, string>;
}

/** A list of one vendor's records, as SQL; newest first. The first column names the record. */
export interface View {
	/** The word in the page's address. */
	kind: string;
	title: string;
	/** One of them, for sentences: `patient`. */
	one: string;
	from: string;
	/** SQL expression that tells the records apart. */
	id: string;
	where?: string;
	order: string;
	columns: Column[];
	/** SQL condition for the records that are there after a reset. */
	seeded?: string;
	/** Everything about one record; absent: its row, with the document in `body` laid out. */
	record?: (db: Database, id: string) => unknown;
	acts?: RecordAct[];
}

/** Times are epoch seconds. */
export interface CalendarEntry {
	id: string;
	doctorId: string;
	start: number;
	end: number;
	title: string;
	/** Where, and in which status. */
	note: string;
	/** `off`: nothing will come of it, its time is free again; `blocked`: no appointment, the doctor is away. */
	state: 'on' | 'off' | 'blocked';
}

export interface Calendar {
	doctors(db: Database): Array<{ id: string; name: string }>;
	/** Whatever touches the time from `from` up to `to`. */
	between(db: Database, from: number, to: number): CalendarEntry[];
	/** SQL for the starts of all entries, as `start`. */
	starts: string;
}

export interface ListOrder {
	search?: string;
	/** From 1. */
	page: number;
	size: number;
}

export interface Listed {
	total: number;
	page: number;
	pages: number;
	rows: Array<{ id: string; seeded: boolean; cells: SqlValue[] }>;
}

const SECRETS = ['signing_key', 'signature_key'];

function conditionOf({ where, columns }: View, search: string): { sql: string; values: string[] } {
	const conditions = where === undefined ? [] : [where];
	// Each word must occur in some column; the wildcards of LIKE are escaped.
	const words = search.split(/\s+/).filter(Boolean).slice(0, 8);
	const texts = columns.filter(({ kind }) => kind !== 'number');
	const text = texts.map(({ sql }) => `COALESCE(${sql}, '')`).join(" || ' ' || ");
	for (const _ of words) conditions.push(`(${text}) LIKE ? ESCAPE '\\'`);
	const values = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
	return { sql: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`, values };
}

export function countOf(db: Database, view: View, search = ''): number {
	const { sql, values } = conditionOf(view, search);
	return Number(db.get(`SELECT COUNT(*) AS count FROM ${view.from} ${sql}`, ...values)?.count);
}

/** A page of a list; one beyond the last is the last. */
export function listOf(db: Database, view: View, { search = '', page, size }: ListOrder): Listed {
	const total = countOf(db, view, search);
	const pages = Math.max(1, Math.ceil(total / size));
	const shown = Math.min(page, pages);
	const { sql, values } = conditionOf(view, search);
	const cells = view.columns.map((column, index) => `${column.sql} AS c${index}`).join(', ');
	// These names must not be names of columns: ORDER BY would use them instead.
	const rows = db.all(
		`SELECT ${view.id} AS shown_id, ${view.seeded ?? '0'} AS is_seeded, ${cells} FROM ${view.from} ${sql}
			ORDER BY ${view.order} LIMIT ? OFFSET ?`,
		...[...values, size, (shown - 1) * size],
	);
	const told = rows.map((row) => ({
		id: String(row.shown_id),
		seeded: row.is_seeded === 1,
		cells: view.columns.map((_, index) => row[`c${index}`] ?? null),
	}));
	return { total, page: shown, pages, rows: told };
}

/** Everything about one record. @throws RangeError when it does not exist */
export function recordOf(db: Database, view: View, id: string): unknown {
	if (view.record) return view.record(db, id);
	const table = view.from.split(' ')[0]!;
	const row = db.get(`SELECT * FROM ${table} WHERE CAST(${view.id} AS TEXT) = ?`, id);
	if (!row) throw new RangeError(`no ${view.one} ${id}`);
	const { body, ...rest } = row;
	const told: Record<string, unknown> = typeof body === 'string' ? { ...rest, ...bodyOf<object>(row) } : rest;
	// Anyone with a signing key can pretend to be the vendor.
	return Object.fromEntries(Object.entries(told).filter(([name]) => !SECRETS.includes(name)));
}

/** The starts nearest to a span of time, before it and after it; null where there is none. */
export function neighboursOf(db: Database, { starts }: Calendar, from: number, to: number) {
	const nearest = (aggregate: 'MAX' | 'MIN', condition: string, bound: number) =>
		(db.get(`SELECT ${aggregate}(start) AS start FROM (${starts}) WHERE start ${condition} ?`, bound)?.start ??
			null) as number | null;
	return { before: nearest('MAX', '<', from), after: nearest('MIN', '>=', to) };
}

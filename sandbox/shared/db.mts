import { DatabaseSync } from 'node:sqlite';

export type SqlValue = string | number | null | Uint8Array;
export type Row = Record<string, SqlValue>;

/** SQLite with prepared statements kept, and JSON documents in columns named `body`. */
export interface Database {
	/** Runs one statement and returns the row id of an insert. */
	run(sql: string, ...values: SqlValue[]): number;
	get(sql: string, ...values: SqlValue[]): Row | undefined;
	all(sql: string, ...values: SqlValue[]): Row[];
	/** Runs statements that return nothing, such as table definitions. */
	script(sql: string): void;
	/** Does all of `work` or, when it throws, nothing of it. */
	atomically<T>(work: () => T): T;
	/** Every table with all its rows; `body` columns parsed, bytes left out. */
	dump(): Record<string, Array<Record<string, unknown>>>;
	/** Empties every table but those named, and starts their numbering again. */
	empty(except: string[]): void;
	close(): void;
}

/** Tables with names that end so hold nothing but bytes. */
const BYTES = /_bytes$/;
const TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";

/**
 * Opens a database.
 * @param file path of the SQLite file; absent = in memory.
 */
export function openDatabase(file?: string): Database {
	const sqlite = new DatabaseSync(file ?? ':memory:');
	// The data is made up: speed counts, surviving a power cut does not.
	sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;');
	const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
	const statement = (sql: string) => {
		const known = prepared.get(sql);
		if (known) return known;
		const fresh = sqlite.prepare(sql);
		prepared.set(sql, fresh);
		return fresh;
	};
	const all = (sql: string, ...values: SqlValue[]) => statement(sql).all(...values) as Row[];
	const tables = () =>
		sqlite
			.prepare(TABLES)
			.all()
			.map((row) => String(row.name));

	const shown = () => tables().filter((table) => !BYTES.test(table));

	return {
		run: (sql, ...values) => Number(statement(sql).run(...values).lastInsertRowid),
		get: (sql, ...values) => statement(sql).get(...values) as Row | undefined,
		all,
		script: (sql) => sqlite.exec(sql),
		atomically(work) {
			sqlite.exec('BEGIN IMMEDIATE');
			try {
				const result = work();
				sqlite.exec('COMMIT');
				return result;
			} catch (error) {
				sqlite.exec('ROLLBACK');
				throw error;
			}
		},
		dump: () =>
			Object.fromEntries(
				shown().map((table) => [table, all(`SELECT * FROM "${table}" ORDER BY rowid`).map(withParsedBody)]),
			),
		empty(except) {
			for (const table of tables()) if (!except.includes(table)) sqlite.exec(`DELETE FROM "${table}"`);
			if (sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").get()) {
				sqlite.exec('DELETE FROM sqlite_sequence');
			}
		},
		close: () => sqlite.close(),
	};
}

function withParsedBody(row: Row): Record<string, unknown> {
	const shown = Object.fromEntries(Object.entries(row).filter(([, value]) => !(value instanceof Uint8Array)));
	return typeof row.body === 'string' ? { ...shown, body: JSON.parse(row.body) as unknown } : shown;
}

/** The JSON document in a row's `body` column. */
export function bodyOf<T>(row: Row): T {
	return JSON.parse(String(row.body)) as T;
}

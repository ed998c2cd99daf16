import { bodyOf, type Database } from '../../shared/db.mts';

/** Records of one kind, each under its ID. */
export interface Table<Id extends number | string, T extends object> {
	get(id: Id): T | undefined;
	/** All records, oldest first. */
	list(): T[];
	put(id: Id, record: T): T;
	/** Adds a record unless the ID is taken, so that a restarted sandbox keeps changes. */
	seed(id: Id, record: T): void;
	remove(id: Id): void;
}

/** A table that gives each new record the next number. */
export interface NumberedTable<T extends object> extends Table<number, T> {
	add(make: (id: number) => T): T;
}

/** The SQL that makes a table. */
export const tableOf = (table: string, id: string, type: 'INTEGER' | 'TEXT'): string =>
	`CREATE TABLE IF NOT EXISTS ${table} (${id} ${type} PRIMARY KEY${type === 'INTEGER' ? ' AUTOINCREMENT' : ''}, body TEXT NOT NULL);`;

/** Opens a table made by {@link tableOf}. */
export function openTable<Id extends number | string, T extends object>(
	db: Database,
	table: string,
	id: string,
): Table<Id, T> {
	return {
		get(key) {
			const row = db.get(`SELECT body FROM ${table} WHERE ${id} = ?`, key);
			return row && bodyOf<T>(row);
		},
		list: () => db.all(`SELECT body FROM ${table} ORDER BY rowid`).map((row) => bodyOf<T>(row)),
		put(key, record) {
			const upsert = `INSERT INTO ${table} VALUES (?, ?) ON CONFLICT (${id}) DO UPDATE SET body = excluded.body`;
			db.run(upsert, key, JSON.stringify(record));
			return record;
		},
		seed: (key, record) => void db.run(`INSERT OR IGNORE INTO ${table} VALUES (?, ?)`, key, JSON.stringify(record)),
		remove: (key) => void db.run(`DELETE FROM ${table} WHERE ${id} = ?`, key),
	};
}

export function openNumberedTable<T extends object>(db: Database, name: string, id: string): NumberedTable<T> {
	const table = openTable<number, T>(db, name, id);
	return {
		...table,
		add(make) {
			const number = db.run(`INSERT INTO ${name} (body) VALUES ('{}')`);
			return table.put(number, make(number));
		},
	};
}

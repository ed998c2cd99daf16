import { bodyOf, type Database } from '../../shared/db.mts';

/** Records of one kind, each under its id. */
export interface Shelf<Id extends number | string, T extends object> {
	get(id: Id): T | undefined;
	/** All, in the order in which they came. */
	list(): T[];
	put(id: Id, record: T): T;
	/** Puts a record there unless the id is taken: a sandbox that starts again keeps what has changed. */
	seed(id: Id, record: T): void;
	remove(id: Id): void;
}

/** A shelf that numbers what is put on it. */
export interface NumberedShelf<T extends object> extends Shelf<number, T> {
	add(make: (id: number) => T): T;
}

/** Table of a shelf. */
export const tableOf = (table: string, id: string, type: 'INTEGER' | 'TEXT'): string =>
	`CREATE TABLE IF NOT EXISTS ${table} (${id} ${type} PRIMARY KEY${type === 'INTEGER' ? ' AUTOINCREMENT' : ''}, body TEXT NOT NULL);`;

/** Opens the shelf over a table made by {@link tableOf}. */
export function openShelf<Id extends number | string, T extends object>(
	db: Database,
	table: string,
	id: string,
): Shelf<Id, T> {
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

export function openNumberedShelf<T extends object>(db: Database, table: string, id: string): NumberedShelf<T> {
	const shelf = openShelf<number, T>(db, table, id);
	return {
		...shelf,
		add(make) {
			const number = db.run(`INSERT INTO ${table} (body) VALUES ('{}')`);
			return shelf.put(number, make(number));
		},
	};
}

/** The part of Node 24's `node:sqlite` used here; the project's Node typings are those of Node 20. */
declare module 'node:sqlite' {
	type SqlValue = string | number | bigint | null | Uint8Array;
	interface StatementSync {
		run(...values: SqlValue[]): { changes: number | bigint; lastInsertRowid: number | bigint };
		get(...values: SqlValue[]): Record<string, SqlValue> | undefined;
		all(...values: SqlValue[]): Array<Record<string, SqlValue>>;
	}
	class DatabaseSync {
		constructor(location: string);
		prepare(sql: string): StatementSync;
		exec(sql: string): void;
		close(): void;
	}
}

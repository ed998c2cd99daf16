export interface Page<T> {
	total: number;
	pages: number;
	current: number;
	no_of_records: number;
	records: T[];
}

/** The page a query asks for; one beyond the last is empty. `size` is the default of this endpoint. */
export function pageOf<T>(all: T[], query: Record<string, unknown>, size: number): Page<T> {
	const length = Number(query.size ?? size);
	const current = Number(query.page ?? 1);
	const records = all.slice((current - 1) * length, current * length);
	return {
		total: all.length,
		pages: Math.ceil(all.length / length),
		current,
		no_of_records: records.length,
		records,
	};
}

/** Now, in UTC, without a zone. */
export const localNow = (): string => new Date().toISOString().slice(0, 19);

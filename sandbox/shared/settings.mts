/** How the page shows a setting. A number with `isNullable` may be left empty, which stands for null. */
export type SettingField =
	| { type: 'number'; min?: number; isNullable?: boolean }
	| { type: 'switch' }
	| { type: 'text'; pattern?: string }
	| { type: 'choice'; choices: Array<{ value: string; title: string }> };

/** One setting: what the page calls it, its value at the start, and which values the control API accepts. */
export interface Setting<T> {
	title: string;
	help?: string;
	initial: T;
	field: SettingField;
	accepts(value: unknown): boolean;
}

export type SettingsTable = Record<string, Setting<unknown>>;

/** The values of a table, by name. */
export type SettingsOf<T> = { [K in keyof T]: T[K] extends Setting<infer V> ? V : never };

interface Words<T> {
	help?: string;
	initial?: T;
}

/** A whole number of at least `min` (0 when not given). */
export function count(
	title: string,
	{ min = 0, initial = min, ...words }: Words<number> & { min?: number } = {},
): Setting<number> {
	const accepts = (value: unknown) => Number.isInteger(value) && Number(value) >= min;
	return { title, ...words, initial, field: { type: 'number', min }, accepts };
}

/** Any whole number. */
export function integer(title: string, { initial = 0, ...words }: Words<number> = {}): Setting<number> {
	return { title, ...words, initial, field: { type: 'number' }, accepts: Number.isInteger };
}

/** Any whole number, or null for the usual value. */
export function optionalInteger(title: string, words: { help: string }): Setting<number | null> {
	const accepts = (value: unknown) => value === null || Number.isInteger(value);
	return { title, ...words, initial: null, field: { type: 'number', isNullable: true }, accepts };
}

export function onOff(title: string, { initial = false, ...words }: Words<boolean> = {}): Setting<boolean> {
	return { title, ...words, initial, field: { type: 'switch' }, accepts: (value) => typeof value === 'boolean' };
}

/** A text; with a pattern, one that matches it from end to end, or the empty text if that is the initial value. */
export function text(
	title: string,
	{ initial = '', pattern, ...words }: Words<string> & { pattern?: string } = {},
): Setting<string> {
	const accepts = (value: unknown) => {
		if (typeof value !== 'string') return false;
		return pattern === undefined || value === initial || new RegExp(`^(?:${pattern})$`).test(value);
	};
	return {
		title,
		...words,
		initial,
		field: { type: 'text', ...(pattern === undefined ? {} : { pattern }) },
		accepts,
	};
}

/** One of several values; the first is the initial one. */
export function choice<T extends string>(
	title: string,
	titles: Record<T, string>,
	words: { help?: string } = {},
): Setting<T> {
	const values = Object.keys(titles) as T[];
	const choices = values.map((value) => ({ value, title: titles[value] }));
	const accepts = (value: unknown) => values.includes(value as T);
	return { title, ...words, initial: values[0]!, field: { type: 'choice', choices }, accepts };
}

/** The settings that hold for every stand-in. */
export const commonSettings = {
	latencyMs: count('Delay before each answer (ms)'),
	requestsPerSecond: count('Requests allowed per second', { help: 'Others get status 429. 0 means no limit' }),
	tokenLifetimeSeconds: optionalInteger('Token lifetime (s)', { help: 'Leave empty to use the vendor’s own' }),
};

/** The values that a table starts with. */
export function initialValues<T extends SettingsTable>(table: T): SettingsOf<T> {
	return Object.fromEntries(Object.entries(table).map(([name, { initial }]) => [name, initial])) as SettingsOf<T>;
}

/** @throws RangeError when the table does not have the setting, or the setting does not take the value */
export function checkSettings(table: SettingsTable, given: Record<string, unknown>): void {
	for (const [name, value] of Object.entries(given)) {
		if (!Object.hasOwn(table, name)) throw new RangeError(`${name} is not a setting`);
		if (!table[name]!.accepts(value)) throw new RangeError(`${name} cannot be ${JSON.stringify(value)}`);
	}
}

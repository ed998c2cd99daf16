import type { IDataObject } from 'n8n-workflow';

import type { Row, Sandbox } from './types.mts';

/** A locator whose value comes from the item. */
export const byId = (value: string) => ({ __rl: true as const, mode: 'id', value });

/** Records that a test prepares, and which of them belongs to a row. */
export interface Prepared {
	prepare(sandbox: Sandbox): Promise<void>;
	/** The record for a row's number. */
	at(number: number): IDataObject;
}

const COUNT = 4;

/** A few records made anew before each test; rows with higher numbers share them. */
export function prepared(make: (sandbox: Sandbox, number: number) => Promise<IDataObject>): Prepared {
	let records: IDataObject[] = [];
	return {
		async prepare(sandbox) {
			records = [];
			for (let number = 0; number < COUNT; number++) records.push(await make(sandbox, number));
		},
		at: (number) => records[number % COUNT] ?? {},
	};
}

/** A row that takes its values when it is used, because what it names is made by then. */
export function lateRow(make: () => Row): Row {
	return {
		get json() {
			return make().json;
		},
		get files() {
			return make().files;
		},
	};
}

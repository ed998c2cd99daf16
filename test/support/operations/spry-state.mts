import { lateRow, prepared } from './rows.mts';
import { callSpry, newCase } from './spry-support.mts';
import type { Row, Sandbox } from './types.mts';

/** An ID as a locator takes it from a field of the item. */
export const fromItem = (name: string) => ({ __rl: true, mode: 'id', value: `={{ $json.${name} }}` });

/** The data with which Spry answers something that is made before a test. */
export async function askSpry<T>(sandbox: Sandbox, path: string, body: object): Promise<T> {
	return (await callSpry(sandbox, path, body as never)) as T;
}

/** IDs of what is made before a test; they are other ones each time. */
export interface Made<Id> {
	/** The ID for a row of this number. */
	of(number: number): Id;
	prepare(sandbox: Sandbox): Promise<void>;
}

export function made<Id>(make: (sandbox: Sandbox, number: number) => Promise<Id>): Made<Id> {
	const { at, prepare } = prepared(async (sandbox, number) => ({ id: (await make(sandbox, number)) as never }));
	return { of: (number) => at(number).id as Id, prepare };
}

/** A complete request whose row is made when it is asked for. */
export function late<T extends object>(request: T, row: () => Row): T & { row: Row } {
	return { ...request, row: lateRow(row) };
}

export async function makeCase(sandbox: Sandbox): Promise<string> {
	return String((await newCase(sandbox, 0)).spry_case_id);
}

const refusal = { message: /^Spry refused the data \(HTTP 400, code 4000\)/, httpStatus: 400, vendorCode: '4000' };

/** How Spry refuses, and what of its words must not be passed on. */
export const refusedAs = (row: (number: number) => Row, description: RegExp, vendorWords: RegExp) => ({
	...refusal,
	row,
	description,
	vendorWords,
});

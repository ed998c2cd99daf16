import { spry } from '../../../sandbox/seed.mts';
import type { Row, Sandbox } from './types.mts';

/** What all of Spry's cases have in common. */
export const SPRY = { vendor: 'spry', folder: 'Spry', node: 'n8n-nodes-carechain.spry' } as const;

/** Rows of a test ask for records by number; there are this many of each that is made before a test. */
const MADE = 4;

export const patientId = spry.existingPatient.patient_id;

/** An ID as a locator takes it from the item. */
export const byId = (name: string) => ({ __rl: true, mode: 'id', value: `={{ $json.${name} }}` });

/** Asks the sandbox as any client of Spry would, past the node, and gives the answer's data. */
export async function askSpry<T>(sandbox: Sandbox, path: string, body: object): Promise<T> {
	const { token } = await sandbox.mintToken('spry');
	const response = await fetch(`${sandbox.spry}${path}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	const { code, data, message } = (await response.json()) as { code: number; data: T; message: string };
	if (code !== 2000) throw new Error(`${path} was refused: ${message}`);
	return data;
}

/** IDs of what was made before a test; they are other ones each time, so rows ask for them late. */
export interface Made<Id> {
	ids: Id[];
	/** The ID for a row of this number. */
	of(number: number): Id;
	prepare(sandbox: Sandbox): Promise<void>;
}

export function made<Id>(make: (sandbox: Sandbox, number: number) => Promise<Id>): Made<Id> {
	const state: Made<Id> = {
		ids: [],
		of: (number) => state.ids[number % MADE] as Id,
		async prepare(sandbox) {
			state.ids = [];
			for (let number = 0; number < MADE; number++) state.ids.push(await make(sandbox, number));
		},
	};
	return state;
}

/** A complete request whose row is made when it is asked for. */
export function late<T extends object>(request: T, row: () => Row): T & { row: Row } {
	return Object.defineProperty({ ...request }, 'row', { get: row, enumerable: true }) as T & { row: Row };
}

export async function makeCase(sandbox: Sandbox): Promise<string> {
	const given = { patient_id: patientId, case_title: 'Planted case', specialization: 'MSK' };
	const { spry_case_id } = await askSpry<{ spry_case_id: string }>(
		sandbox,
		'/apis/soap-enrichment/v1/patientCase',
		given,
	);
	return spry_case_id;
}

const refusal = { message: /^Spry refused the data \(HTTP 400, code 4000\)/, httpStatus: 400, vendorCode: '4000' };

/** How Spry refuses, and what of its words must not be passed on. */
export const refusedAs = (row: (number: number) => Row, description: RegExp, vendorWords: RegExp) => ({
	...refusal,
	row,
	description,
	vendorWords,
});

import type { IDataObject } from 'n8n-workflow';

import { spry } from '../../../sandbox/seed.mts';
import type { OperationCase, Row, Sandbox } from './types.mts';

/** What all operations of Spry have in common. */
export const SPRY = {
	vendor: 'spry',
	folder: 'Spry',
	node: 'n8n-nodes-carechain.spry',
} satisfies Partial<OperationCase>;

export const patientId = spry.existingPatient.patient_id;

/** Brings a record into the sandbox by Spry's own API, past the node. */
export async function callSpry(sandbox: Sandbox, path: string, body: IDataObject): Promise<IDataObject> {
	const { token } = await sandbox.mintToken('spry');
	const response = await fetch(`${sandbox.spry}${path}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	const answer = (await response.json()) as { code: number; data: IDataObject; message: string };
	if (answer.code !== 2000) throw new Error(`Spry refused ${path}: ${answer.message}`);
	return answer.data;
}

export const newCase = async (sandbox: Sandbox, number: number): Promise<IDataObject> =>
	await callSpry(sandbox, '/apis/soap-enrichment/v1/patientCase', {
		patient_id: patientId,
		case_title: `Prepared case ${number}`,
		specialization: 'MSK',
	});

/** A refusal with which Spry answers an ID that it has not issued. */
export const unknownId = (row: (number: number) => Row, description: RegExp): OperationCase['refused'] => ({
	row,
	message: /Spry refused the data \(HTTP 400, code 4000\)/,
	description,
	httpStatus: 400,
	vendorCode: '4000',
	vendorWords: /not found|123456|no patient|no clinic|no doctor/i,
});

import { setTimeout as wait } from 'node:timers/promises';

import { medMitra } from '../../../sandbox/seed.mts';
import { PNG } from './med-mitra-case-create.mts';
import { prepared } from './rows.mts';
import type { OperationCase, Sandbox } from './types.mts';

/** What all operations of MedMitra have in common. */
export const MED_MITRA = {
	vendor: 'medMitra',
	folder: 'MedMitra',
	node: 'n8n-nodes-carechain.medMitra',
} satisfies Partial<OperationCase>;

export const doctorId = medMitra.doctors[0]?.id ?? '';
export const unknownCase = '00000000-0000-4000-8000-00000000dead';

export const nameOf = (number: number) => `Odile Samplewood${number}`;

/** Brings a case with one picture into MedMitra by its own API, past the node. */
export async function makeCase(sandbox: Sandbox, number: number): Promise<{ case_id: string; file_id: number }> {
	const form = new FormData();
	const values = { patient_name: nameOf(number), patient_age: `${60 + number}`, patient_gender: 'Female' };
	for (const [name, value] of Object.entries({ user_id: doctorId, ...values, case_summary: 'Made-up cough' })) {
		form.append(name, value);
	}
	form.append('radiology_files', new Blob([PNG], { type: 'image/png' }), `picture (${number})?.png`);
	const { token } = await sandbox.mintToken('medMitra');
	const answer = await fetch(`${sandbox.medMitra}/cases/create_case`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}` },
		body: form,
	});
	if (answer.status !== 201) throw new Error(`MedMitra refused the case: ${await answer.text()}`);
	const made = (await answer.json()) as { case: { case_id: string }; uploaded_files: Array<{ id: number }> };
	return { case_id: made.case.case_id, file_id: made.uploaded_files[0]?.id ?? 0 };
}

/** Waits until no case is being analysed any more. */
export async function analysed(sandbox: Sandbox): Promise<void> {
	for (let round = 0; round < 200; round++) {
		const cases = (await sandbox.state()).med_mitra_case ?? [];
		if (cases.every(({ status }) => status !== 'processing')) return;
		await wait(10);
	}
	throw new Error('The analysis did not end');
}

const made = prepared(makeCase);

/** Cases whose analysis has ended, one for each number of a row. */
export const cases = {
	at: made.at,
	async prepare(sandbox: Sandbox): Promise<void> {
		await sandbox.settings({ analysisMs: 0, statusLagMs: 0 });
		await made.prepare(sandbox);
		await analysed(sandbox);
	},
};

export const noSuchCase: OperationCase['refused'] = {
	row: () => ({ json: { case: unknownCase } }),
	message: /MedMitra knows no such case \(HTTP 404\)/,
	description: /the UUID under case_id/,
	httpStatus: 404,
	vendorWords: /not found|Error retrieving/,
};

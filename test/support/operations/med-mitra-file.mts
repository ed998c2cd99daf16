import { cases, MED_MITRA } from './med-mitra-state.mts';
import { byId, lateRow } from './rows.mts';
import type { OperationCase } from './types.mts';

const ONE_FILE = {
	...MED_MITRA,
	resource: 'file',
	operationId: 'getFile',
	parameters: { fileId: byId('={{ $json.file }}') },
	prepare: cases.prepare,
	good: (number) => ({ json: { file: cases.at(number).file_id } }),
	unsendable: {
		row: () => ({ json: { file: '0b8e5c1a-5f0e-4c55-9d0f-2a7d7f0c3b11' } }),
		message: /"File" is not a whole number/,
		field: 'File',
	},
	refused: {
		row: () => ({ json: { file: 987_654 } }),
		message: /MedMitra knows no such record \(HTTP 404\)/,
		description: /the number under id, not the UUID/,
		httpStatus: 404,
		vendorWords: /not found|Error retrieving/,
	},
	output: (number) => ({
		id: cases.at(number).file_id,
		case_id: cases.at(number).case_id,
		file_type: 'image/png',
		file_category: 'radiology',
		ai_summary: expect.objectContaining({ key_abnormalities: ['Made-up abnormality'] }),
	}),
	complete: [
		{
			name: 'an ID given as text',
			parameters: {},
			row: lateRow(() => ({ json: { file: ` ${String(cases.at(1).file_id)} ` } })),
			expected: ({ path }) => expect(path).toBe(`/cases/file/${String(cases.at(1).file_id)}`),
		},
	],
} satisfies Partial<OperationCase>;

export const medMitraFileGet: OperationCase = { ...ONE_FILE, operation: 'get' };

export const medMitraFileDownload: OperationCase = {
	...ONE_FILE,
	operation: 'download',
	alsoCalls: ['getStoredFile'],
};

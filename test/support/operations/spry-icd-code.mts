import { spry } from '../../../sandbox/seed.mts';
import { SPRY } from './spry-support.mts';
import type { OperationCase } from './types.mts';

const codeOf = (number: number) => spry.icdCodes[number % spry.icdCodes.length];

export const spryIcdCodeSearch: OperationCase = {
	...SPRY,
	resource: 'icdCode',
	operation: 'search',
	operationId: 'searchIcdCodes',
	parameters: { q: '={{ $json.text }}', limit: 1 },
	good: (number) => ({ json: { text: codeOf(number)?.code ?? '' } }),
	unsendable: {
		row: () => ({ json: { text: '  ' } }),
		message: /"Search Text" is empty/,
		field: 'Search Text',
	},
	output: (number) => ({ id: codeOf(number)?.id, code: codeOf(number)?.code, revision: 'ICD10' }),
	complete: [
		{
			name: 'every filter',
			parameters: {
				returnAll: true,
				filters: { payerType: 'COMMERCIAL', rev: 'ICD-10', speciality: 'MSK' },
			},
			row: { json: { text: ' right knee ' } },
			expected: ({ query }) =>
				expect(query).toEqual({ q: 'right knee', payerType: 'COMMERCIAL', rev: 'ICD10', speciality: 'MSK' }),
		},
	],
};

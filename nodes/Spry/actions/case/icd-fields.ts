import { integerId, text } from '../../../shared/fields/convert';
import type { Field } from '../../../shared/types';
import { icdCodeLocator } from '../../fields';

export const DIAGNOSIS_LABEL = 'Diagnosis ICD Codes';
export const TREATING_LABEL = 'Treating ICD Codes';

/** Codes as a case takes them: with Spry's own number, and ICD-10 as the only revision. */
export function icdCodesField(field: Pick<Field, 'displayName' | 'name' | 'description'>, as: string): Field {
	return {
		...field,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add ICD Code',
		default: {},
		// The revision that is added anyway; another one is a name that the operation does not know.
		fromVendor: ({ revision, ...code }) =>
			revision === undefined || revision === 'ICD10' ? code : { ...code, revision },
		sends: {
			as,
			convert: (codes) => (codes as object[]).map((code) => ({ ...code, revision: 'ICD10' })),
		},
		options: [
			{
				displayName: 'ICD Code',
				name: 'codes',
				values: [
					icdCodeLocator('The ICD-10 code', 'code'),
					{
						displayName: 'Description',
						name: 'description',
						type: 'string',
						default: '',
						placeholder: 'e.g. Low back pain, unspecified',
						description: "What the code stands for; Spry's own words when empty",
						sends: text('description'),
					},
					{
						displayName: 'ICD Code ID',
						name: 'id',
						type: 'string',
						default: '',
						placeholder: 'e.g. 20154',
						description: "Spry's own number for the code; looked up when empty",
						sends: integerId('id'),
					},
				],
			},
		],
	};
}

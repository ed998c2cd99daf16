import { integer, kindOf, text } from '../../../shared/fields/build';
import { groups } from '../../../shared/fields/nested';
import { icdCodeLocator } from '../../fields';

export const DIAGNOSIS_LABEL = 'Diagnosis ICD Codes';
export const TREATING_LABEL = 'Treating ICD Codes';

/** Codes as a case takes them: with Spry's own number, and ICD-10 as the only revision. */
export const icdCodesField = kindOf(groups, {
	entry: 'ICD Code',
	entryName: 'codes',
	// The revision that is added anyway; another one is a name that the operation does not know.
	fromVendor: ({ revision, ...code }: Record<string, unknown>) =>
		revision === undefined || revision === 'ICD10' ? code : { ...code, revision },
	convert: (codes: unknown) => (codes as object[]).map((code) => ({ ...code, revision: 'ICD10' })),
	fields: [
		icdCodeLocator('The ICD-10 code', { as: 'code', required: true }),
		text('description', "What the code stands for. If empty, Spry's own description.", {
			as: 'description',
			example: 'Low back pain, unspecified',
		}),
		integer('id', "Spry's ID for the code. If empty, it is looked up.", {
			as: 'id',
			label: 'ICD Code ID',
			example: '20154',
			min: 1,
		}),
	],
});

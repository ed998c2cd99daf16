import { files, text } from '../../../shared/fields/build';
import { additionalFields } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import { patientLocator } from '../../fields';
import { dataOf } from '../../vendor';
import { documentFields } from './document-fields';
import { FILE_LABEL, lookFor, uploadOf } from './stored-file';

export const upload = stepsOperation({
	displayName: 'Upload',
	value: 'upload',
	action: 'Upload patient document',
	description:
		"Store a file and add it to a patient's documents. Spry makes the file public at file_url: anyone who knows the address can read the file.",
	// No key is documented: saving again adds a second document with the same file.
	resend: 'never',
	howToCheck:
		"Look through the patient's documents in Spry before running this item again: it would be added a second time.",
	whenRefused:
		'Check the ID of the patient, the bucket, which must be one of your organisation, and that the case is one of this patient.',
	simplified: [
		'id',
		'name',
		'patient_id',
		'document_type',
		'document_category',
		'file_url',
		'bucket_name',
		'signature_status',
		'spry_case_id',
		'created_at',
	],
	fields: [
		patientLocator('The patient that the document belongs to', { as: 'patient_id', required: true }),
		files(
			'inputDataFieldName',
			'The name of the input field that holds the file, or an expression that returns a file',
			{
				as: false,
				label: FILE_LABEL,
				required: true,
				example: 'report',
				default: 'data',
				hint: "Anyone who knows the file's address at Spry can read the file",
			},
		),
		text('name', 'The name of the document in Spry', {
			as: 'name',
			label: 'Document Name',
			required: true,
			example: 'MRI of the left knee',
		}),
		text('bucketName', 'The storage bucket of your organisation at Spry', {
			as: 'bucket_name',
			required: true,
			example: 'us-phy-uploads',
			default: 'us-phy-uploads',
		}),
		additionalFields(
			...documentFields,
			text(
				'filePath',
				'The folder in the bucket. If empty, a new folder under patients/{patient_id}/documents.',
				{
					as: false,
					example: 'patients/1024/documents',
					pattern: /^(?!.*(^|\/)\.\.?(\/|$))[^\\]+$/,
					expects: 'Give the names of folders with a slash between, such as patients/1024/documents.',
				},
			),
		),
	],
	async steps(input, request) {
		const stored = dataOf(await request(await uploadOf(input)));
		const { file_url } = stored;
		const saved = await request({
			method: 'POST',
			path: '/apis/v1/patient-document',
			// The address is called file_url where it comes from and document_url where it goes.
			body: { ...input.body, document_url: file_url, bucket_name: stored.bucket_name ?? input.body.bucket_name },
			// The address is new with every upload, so that a look tells whether this very file was added.
			resend: 'keyed',
			lookUp: lookFor(input, file_url),
			// What Spry answers here is documented only in part.
			isComplete: (answer) => Object.keys(dataOf(answer)).length > 0,
		});
		return [{ json: { ...dataOf(saved), file_url } }];
	},
});

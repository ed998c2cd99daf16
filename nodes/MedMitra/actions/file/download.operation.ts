import { stepsOperation } from '../../../shared/operation';
import { OUTPUT_FILE_FIELD } from '../../../shared/node/standard-fields';
import { fileLocator } from '../../fields';
import { encodedUrl } from '../../file-url';
import { fileIn, fileRequest, SIMPLIFIED_FILE, WHEN_REFUSED } from './file-request';

export const download = stepsOperation({
	displayName: 'Download',
	value: 'download',
	action: 'Download file',
	description: 'Download a file of a case',
	resend: 'always',
	timeout: 120_000,
	whenRefused: WHEN_REFUSED,
	simplified: SIMPLIFIED_FILE,
	fields: [fileLocator('The file to download', { as: false, required: true }), OUTPUT_FILE_FIELD],
	async steps({ params }, request) {
		const file = fileIn(await request(fileRequest(params.fileId)));
		const { file: content = Buffer.alloc(0) } = await request({
			method: 'GET',
			url: encodedUrl(file.file_url),
			isFile: true,
		});
		// Storage serves everything as plain text; the record knows the type with which the file was sent.
		const mimeType = typeof file.file_type === 'string' ? file.file_type : undefined;
		const fileName = String(file.file_name ?? '').replace(/^.*[/\\]/, '') || `file-${String(params.fileId)}`;
		return [{ json: file, files: { [String(params.outputField)]: { content, fileName, mimeType } } }];
	},
});

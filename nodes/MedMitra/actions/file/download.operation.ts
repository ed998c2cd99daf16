import { OUTPUT_FILE_FIELD } from '../../../shared/node/standard-fields';
import type { StepsOperation } from '../../../shared/types';
import { fileLocator } from '../../fields';
import { encodedUrl } from '../../file-url';
import { fileIn, fileRequest, SIMPLIFIED_FILE, WHEN_REFUSED } from './file-request';

export const download: StepsOperation = {
	displayName: 'Download',
	value: 'download',
	action: 'Download file',
	description: 'Get the content of a file of a case',
	resend: 'always',
	timeout: 120_000,
	whenRefused: WHEN_REFUSED,
	simplified: SIMPLIFIED_FILE,
	fields: [fileLocator('The file to download'), OUTPUT_FILE_FIELD],
	async steps({ params }, send) {
		const file = fileIn(await send(fileRequest(params.fileId)));
		const { file: content = Buffer.alloc(0) } = await send({
			method: 'GET',
			url: encodedUrl(file.file_url),
			isFile: true,
		});
		// Storage serves everything as plain text; the record knows the type with which the file was sent.
		const mimeType = typeof file.file_type === 'string' ? file.file_type : undefined;
		const fileName = String(file.file_name ?? '').replace(/^.*[/\\]/, '') || `file-${String(params.fileId)}`;
		return [{ json: file, files: { [String(params.outputField)]: { content, fileName, mimeType } } }];
	},
};

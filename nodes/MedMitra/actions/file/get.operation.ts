import { requestOperation } from '../../../shared/operation';
import { READ_TIMEOUT_MS } from '../../requests';
import { fileLocator } from '../../fields';
import { fileIn, fileRequest, SIMPLIFIED_FILE, WHEN_REFUSED } from './file-request';

export const get = requestOperation({
	displayName: 'Get',
	value: 'get',
	action: 'Get file',
	description: 'Get the details of a file: name, type, link, and the text or findings that MedMitra read from it',
	resend: 'always',
	timeout: READ_TIMEOUT_MS,
	whenRefused: WHEN_REFUSED,
	simplified: SIMPLIFIED_FILE,
	fields: [fileLocator('The file to get', { as: false, required: true })],
	request: ({ params }) => fileRequest(params.fileId),
	output: fileIn,
});

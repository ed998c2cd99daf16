import type { Resource } from '../../../shared/types';
import { getAll } from './getAll.operation';
import { update } from './update.operation';
import { upload } from './upload.operation';

export const patientDocumentResource: Resource = {
	displayName: 'Patient Document',
	value: 'patientDocument',
	operations: [getAll, update, upload],
};

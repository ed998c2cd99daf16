import type { Resource } from '../../../shared/types';
import { deleteDocument } from './delete.operation';
import { download } from './download.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { parse } from './parse.operation';
import { update } from './update.operation';
import { upload } from './upload.operation';

export const documentResource: Resource = {
	displayName: 'Document',
	value: 'document',
	operations: [deleteDocument, download, get, getAll, parse, update, upload],
};

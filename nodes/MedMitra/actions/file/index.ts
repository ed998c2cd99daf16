import type { Resource } from '../../../shared/types';
import { download } from './download.operation';
import { get } from './get.operation';

export const fileResource: Resource = {
	displayName: 'File',
	value: 'file',
	operations: [download, get],
};

import type { Resource } from '../../../shared/types';
import { create } from './create.operation';
import { deleteCase } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

export const caseResource: Resource = {
	displayName: 'Case',
	value: 'case',
	operations: [create, deleteCase, get, getAll, update],
};

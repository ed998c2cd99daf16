import type { Resource } from '../../../shared/types';
import { create } from './create.operation';
import { deleteAuthorization } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { search } from './search.operation';
import { update } from './update.operation';

export const authorizationResource: Resource = {
	displayName: 'Authorization',
	value: 'authorization',
	operations: [create, deleteAuthorization, get, getAll, search, update],
};

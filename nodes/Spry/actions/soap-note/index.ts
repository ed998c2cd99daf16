import type { Resource } from '../../../shared/types';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { search } from './search.operation';

export const soapNoteResource: Resource = {
	displayName: 'SOAP Note',
	value: 'soapNote',
	operations: [create, get, getAll, search],
};

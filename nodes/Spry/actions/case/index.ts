import type { Resource } from '../../../shared/types';
import { create } from './create.operation';
import { get } from './get.operation';
import { getSpecializations } from './getSpecializations.operation';
import { update } from './update.operation';

export const caseResource: Resource = {
	displayName: 'Case',
	value: 'case',
	operations: [create, get, getSpecializations, update],
};

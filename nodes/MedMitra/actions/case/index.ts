import type { Resource } from '../../../shared/types';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getStatus } from './getStatus.operation';
import { update } from './update.operation';
import { waitForInsights } from './waitForInsights.operation';

export const caseResource: Resource = {
	displayName: 'Case',
	value: 'case',
	operations: [create, get, getAll, getStatus, update, waitForInsights],
};

import type { Resource } from '../../../shared/types';
import { create } from './create.operation';
import { deleteSeries } from './deleteSeries.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';
import { updateSeries } from './updateSeries.operation';

export const blockTimeResource: Resource = {
	displayName: 'Block Time',
	value: 'blockTime',
	operations: [create, deleteSeries, get, getAll, update, updateSeries],
};

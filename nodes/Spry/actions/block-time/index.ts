import type { Resource } from '../../../shared/types';
import { create } from './create.operation';
import { deleteSeries } from './deleteSeries.operation';
import { getAll } from './getAll.operation';
import { get } from './get.operation';
import { updateSeries } from './updateSeries.operation';
import { update } from './update.operation';

export const blockTimeResource: Resource = {
	displayName: 'Block Time',
	value: 'blockTime',
	operations: [create, deleteSeries, get, getAll, update, updateSeries],
};

import type { Resource } from '../../../shared/types';
import { create } from './create.operation';
import { deleteSeries } from './delete-series.operation';
import { getAll } from './get-all.operation';
import { get } from './get.operation';
import { updateSeries } from './update-series.operation';
import { update } from './update.operation';

export const blockTimeResource: Resource = {
	displayName: 'Block Time',
	value: 'blockTime',
	operations: [create, deleteSeries, get, getAll, update, updateSeries],
};

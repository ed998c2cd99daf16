import type { Resource } from '../../../shared/types';
import { create } from './create.operation';
import { get } from './get.operation';
import { update } from './update.operation';

export const doctorResource: Resource = {
	displayName: 'Doctor',
	value: 'doctor',
	operations: [create, get, update],
};

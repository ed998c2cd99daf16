import type { Resource } from '../../../shared/types';
import { create } from './create.operation';
import { update } from './update.operation';

export const referringPhysicianResource: Resource = {
	displayName: 'Referring Physician',
	value: 'referringPhysician',
	operations: [create, update],
};

import type { Resource } from '../../../shared/types';
import { get } from './get.operation';

export const prescriptionResource: Resource = {
	displayName: 'Prescription',
	value: 'prescription',
	operations: [get],
};

import type { Resource } from '../../../shared/types';
import { create } from './create.operation';

export const patientResource: Resource = {
	displayName: 'Patient',
	value: 'patient',
	operations: [create],
};

import type { Resource } from '../../../shared/types';
import { create } from './create.operation';
import { get } from './get.operation';
import { getInsuranceCards } from './getInsuranceCards.operation';

export const patientResource: Resource = {
	displayName: 'Patient',
	value: 'patient',
	operations: [create, get, getInsuranceCards],
};

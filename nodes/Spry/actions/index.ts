import type { Resource } from '../../shared/types';
import { caseResource } from './case';
import { patientResource } from './patient';

export const resources: Resource[] = [caseResource, patientResource];

import type { Resource } from '../../shared/types';
import { appointmentResource } from './appointment';
import { caseResource } from './case';

export const resources: Resource[] = [appointmentResource, caseResource];

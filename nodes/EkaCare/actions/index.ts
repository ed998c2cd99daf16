import type { Resource } from '../../shared/types';
import { appointmentResource } from './appointment';
import { caseResource } from './case';
import { documentResource } from './document';
import { slotResource } from './slot';

export const resources: Resource[] = [appointmentResource, slotResource, caseResource, documentResource];

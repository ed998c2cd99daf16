import type { Resource } from '../../shared/types';
import { caseResource } from './case';

export const resources: Resource[] = [caseResource];

import { customResource } from '../../shared/node/custom-call';
import type { Resource } from '../../shared/types';
import { caseResource } from './case';
import { fileResource } from './file';

export const resources: Resource[] = [caseResource, fileResource, customResource('MedMitra', '/cases/all_cases')];

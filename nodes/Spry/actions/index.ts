import { customResource } from '../../shared/custom-call';
import type { Resource } from '../../shared/types';
import { appointmentResource } from './appointment';
import { caseResource } from './case';
import { icdCodeResource } from './icd-code';
import { patientResource } from './patient';
import { patientDocumentResource } from './patient-document';

export const resources: Resource[] = [
	appointmentResource,
	caseResource,
	customResource('Spry', '/apis/v1/patient/1024'),
	icdCodeResource,
	patientResource,
	patientDocumentResource,
];

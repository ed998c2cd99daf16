import { customResource } from '../../shared/node/custom-call';
import type { Resource } from '../../shared/types';
import { appointmentResource } from './appointment';
import { authorizationResource } from './authorization';
import { blockTimeResource } from './block-time';
import { caseResource } from './case';
import { doctorResource } from './doctor';
import { icdCodeResource } from './icd-code';
import { patientResource } from './patient';
import { patientDocumentResource } from './patient-document';
import { referringPhysicianResource } from './referring-physician';
import { soapNoteResource } from './soap-note';
import { staffResource } from './staff';

export const resources: Resource[] = [
	appointmentResource,
	authorizationResource,
	blockTimeResource,
	caseResource,
	doctorResource,
	icdCodeResource,
	patientResource,
	patientDocumentResource,
	referringPhysicianResource,
	soapNoteResource,
	staffResource,
	customResource('Spry', '/apis/v1/patient/1024'),
];

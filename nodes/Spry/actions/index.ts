import type { Resource } from '../../shared/types';
import { authorizationResource } from './authorization';
import { blockTimeResource } from './block-time';
import { caseResource } from './case';
import { doctorResource } from './doctor';
import { patientResource } from './patient';
import { referringPhysicianResource } from './referring-physician';
import { soapNoteResource } from './soap-note';
import { staffResource } from './staff';

export const resources: Resource[] = [
	authorizationResource,
	blockTimeResource,
	caseResource,
	doctorResource,
	patientResource,
	referringPhysicianResource,
	soapNoteResource,
	staffResource,
];

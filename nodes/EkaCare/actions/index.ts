import { customResource } from '../../shared/node/custom-call';
import type { Resource } from '../../shared/types';
import { appointmentResource } from './appointment';
import { caseResource } from './case';
import { clinicResource } from './clinic';
import { doctorResource } from './doctor';
import { documentResource } from './document';
import { patientResource } from './patient';
import { prescriptionResource } from './prescription';
import { slotResource } from './slot';
import { workspaceResource } from './workspace';

export const resources: Resource[] = [
	appointmentResource,
	slotResource,
	caseResource,
	clinicResource,
	doctorResource,
	documentResource,
	patientResource,
	prescriptionResource,
	workspaceResource,
	customResource('Eka Care', '/dr/v1/business/entities'),
];

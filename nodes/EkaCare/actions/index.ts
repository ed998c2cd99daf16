import { customResource } from '../../shared/custom-call';
import type { Resource } from '../../shared/types';
import { appointmentResource } from './appointment';
import { caseResource } from './case';
import { clinicResource } from './clinic';
import { doctorResource } from './doctor';
import { patientResource } from './patient';
import { prescriptionResource } from './prescription';
import { workspaceResource } from './workspace';

export const resources: Resource[] = [
	appointmentResource,
	caseResource,
	clinicResource,
	customResource('Eka Care', '/dr/v1/business/entities'),
	doctorResource,
	patientResource,
	prescriptionResource,
	workspaceResource,
];

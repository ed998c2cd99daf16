import type { INodePropertyOptions } from 'n8n-workflow';

/** All that Spry tells by webhook; what it tells holds IDs and a status, never more. */
export const EVENTS: INodePropertyOptions[] = [
	{ name: 'Appointment Cancelled', value: 'appointment.cancelled' },
	{ name: 'Appointment Created', value: 'appointment.created' },
	{
		name: 'Appointment Updated',
		value: 'appointment.updated',
		description: "An appointment's status or time changed, or the patient checked in",
	},
	{ name: 'Case Created', value: 'case.created' },
	{
		name: 'Case Updated',
		value: 'case.updated',
		description: "A case's insurance, referring physician, status or other details changed",
	},
	{ name: 'Patient Created', value: 'patient.created' },
	{ name: 'Patient Updated', value: 'patient.updated' },
];

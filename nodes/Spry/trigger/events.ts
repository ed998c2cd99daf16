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

/**
 * The events that were chosen, each once, in an order of their own, so that two choices can be compared.
 *
 * @param given the value of the parameter, which an expression may have made
 */
export function chosenEvents(given: unknown): string[] {
	const list: unknown[] = Array.isArray(given) ? given : String(given ?? '').split(',');
	const known = EVENTS.map(({ value }) => String(value));
	return [...new Set(list.map((event) => String(event).trim()))].filter((event) => known.includes(event)).sort();
}

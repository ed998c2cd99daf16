import type { IDataObject, INodePropertyOptions, IWebhookFunctions } from 'n8n-workflow';

import { failureOf } from '../../shared/failure';
import { openClient, type Client } from '../../shared/http/client';
import { path } from '../../shared/http/path';
import type { RequestSpec } from '../../shared/types';
import { ownValue } from '../../shared/values';
import { patientHeader } from '../fields';
import { dataOf, ekaCare } from '../vendor';

const get = (at: string, headers?: IDataObject): RequestSpec => ({
	method: 'GET',
	path: at,
	headers,
	isComplete: (answer) => Object.keys(dataOf(answer)).length > 0,
});

interface Detail {
	name: string;
	/** The id without which there is nothing to fetch. */
	id: string;
	request(ids: IDataObject): RequestSpec;
}

/** What an event may be about, and where it is read; events themselves hold little more than ids. */
const DETAILS: Record<string, Detail> = {
	appointment: {
		name: 'Appointment',
		id: 'appointment_id',
		request: ({ appointment_id }) => get(path`/dr/v1/appointment/${appointment_id}`),
	},
	doctor: { name: 'Doctor', id: 'doctor_id', request: ({ doctor_id }) => get(path`/dr/v1/doctor/${doctor_id}`) },
	document: {
		name: 'Document',
		id: 'document_id',
		request: ({ document_id, patient_id }) =>
			get(path`/mr/api/v1/docs/${document_id}`, patient_id === undefined ? undefined : patientHeader(patient_id)),
	},
	patient: {
		name: 'Patient',
		id: 'patient_id',
		request: ({ patient_id }) => get(path`/profiles/v1/patient/${patient_id}`),
	},
	prescription: {
		name: 'Prescription',
		id: 'prescription_id',
		request: ({ prescription_id }) => get(path`/dr/v1/prescription/${prescription_id}`),
	},
};

/** What can be fetched, to choose from. */
export const DETAIL_OPTIONS: INodePropertyOptions[] = Object.entries(DETAILS).map(([value, { name }]) => ({
	name,
	value,
}));

/**
 * Fetches the records that an event names. An event is never lost for a record that cannot be fetched: why is
 * told beside the others.
 *
 * @param wanted values of `DETAIL_OPTIONS`
 */
export async function fetchDetails(
	context: IWebhookFunctions,
	wanted: string[],
	ids: IDataObject,
): Promise<IDataObject> {
	const due = wanted.filter((name) => ids[ownValue(DETAILS, name)?.id ?? ''] !== undefined);
	if (due.length === 0) return {};
	const details: IDataObject = {};
	const errors: IDataObject = {};
	let client: Client | undefined;
	for (const name of due) {
		try {
			client ??= await openClient(context, ekaCare);
			details[name] = dataOf(await client.request(DETAILS[name]!.request(ids)));
		} catch (error) {
			const { message, description } = failureOf(error);
			errors[name] = `${message}. ${description}`;
		}
	}
	return { details, ...(Object.keys(errors).length > 0 && { details_errors: errors }) };
}

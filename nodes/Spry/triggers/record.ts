import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { failureOf } from '../../shared/failure';
import { path } from '../../shared/http/path';
import { openClient } from '../../shared/http/client';
import type { RequestSpec } from '../../shared/types';
import { isRecord } from '../../shared/values';
import { caseRequest } from '../requests';
import { dataOf, spry } from '../vendor';

/** The patient of an event about a patient or an appointment, or the case; Spry gives no single appointment. */
function requestFor({ event_type: type, data }: IDataObject): { name: string; spec: RequestSpec } | undefined {
	const { patient_id: patient, spry_case_id: caseId } = isRecord(data) ? data : {};
	if (String(type).startsWith('case.')) {
		return caseId ? { name: 'case', spec: caseRequest(caseId) } : undefined;
	}
	if (!patient) return undefined;
	return {
		name: 'patient',
		spec: {
			method: 'GET',
			path: path`/apis/v1/patient/${patient}`,
			isComplete: (answer) => dataOf(answer).patient_id !== undefined,
		},
	};
}

/** An event whose record cannot be fetched is not lost: it comes with the reason in place of the record. */
export async function recordOf(context: IWebhookFunctions, event: IDataObject): Promise<IDataObject> {
	try {
		const wanted = requestFor(event);
		if (!wanted) return { recordError: { error: 'The event does not say which record it is about' } };
		const { request } = await openClient(context, spry);
		return { [wanted.name]: dataOf(await request(wanted.spec)) };
	} catch (error) {
		const { message, description, kind } = failureOf(error);
		return { recordError: { error: message, message: description, kind } };
	}
}

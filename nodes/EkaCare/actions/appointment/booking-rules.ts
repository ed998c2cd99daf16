import type { IDataObject } from 'n8n-workflow';

import { inputRefusal } from '../../../shared/failure';
import type { ItemInput } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { assertEndAfterStart } from './times';

export const FIRST_FREE = 'firstFree';

/** Slots are asked for by Eka Care's own ids, and say themselves when they end. */
function assertSlotsCanBeAsked({ idType }: IDataObject, details: Record<string, unknown>): void {
	if (idType === 'partner') {
		throw inputRefusal(
			'ID Type',
			"must be Eka Care's to book the first free slot",
			"Choose Eka Care's IDs, which the operations Get Many of doctors and clinics tell, or give a start time.",
		);
	}
	if (details.end_time === undefined) return;
	throw inputRefusal('End Time', 'does not go with the first free slot', 'Remove it; the slot says when it ends.');
}

/** Rules that concern two fields at once. */
export function assertConsistent({ body, params }: ItemInput): void {
	const details = isRecord(body.appointment_details) ? body.appointment_details : {};
	const patient = params.patientId ?? params.partnerPatientId ?? params.patientDetails;
	if (patient === undefined) {
		const label = params.idType === 'partner' ? 'Partner Patient' : 'Patient';
		throw inputRefusal(label, 'is empty', 'Give the ID of the patient, or add the field Patient Details.');
	}
	if (params.chooseTimeBy !== FIRST_FREE) assertEndAfterStart(details.start_time, details.end_time);
	else assertSlotsCanBeAsked(params, details);
	if (details.video_connect !== undefined && details.mode !== 'VIDEO') {
		throw inputRefusal('Video Details', 'needs the mode Video', 'Set Mode to Video, or remove the video details.');
	}
}

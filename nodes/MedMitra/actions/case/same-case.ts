import type { IDataObject } from 'n8n-workflow';

import type { Answer, ItemInput, SendRequest } from '../../../shared/types';
import { casesIn, isUuid, listRequest } from '../../requests';

/** Clocks may differ by this much. */
const SKEW_MS = 5 * 60_000;

const COMPARED = ['patient_name', 'patient_age', 'patient_gender', 'case_summary'];

/** The cases that say the same, the newest first: there is no key by which to be sure. */
function sameCases(list: Answer, wanted: IDataObject): IDataObject[] {
	return casesIn(list).filter((entry) => COMPARED.every((key) => entry[key] === wanted[key]));
}

/** One that was made since. */
export function sameCase(list: Answer, wanted: IDataObject, since: number): IDataObject | undefined {
	const isSince = ({ created_at }: IDataObject) => Date.parse(String(created_at)) >= since - SKEW_MS;
	const found = sameCases(list, wanted).find(isSince);
	return found && { id: String(found.case_id) };
}

/** One that an earlier run has made. A failed one cannot be analysed again, so it counts for nothing. */
export async function earlierCase(
	{ account, body, params }: ItemInput,
	request: SendRequest,
): Promise<IDataObject | undefined> {
	if (params.ifExists !== 'continue') return undefined;
	const list = await request(listRequest(account));
	return sameCases(list, body).find(({ case_id, status }) => isUuid(case_id) && status !== 'failed');
}

import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

import { listSearch as searchOf } from '../../shared/node/list-search';
import { casesIn, isUuid, listRequest } from '../cases';
import { medMitra } from '../vendor';

/** More than anybody reads; who looks for an older case types a part of its name. */
const MOST = 100;

/** What tells a case from the others: name, day and status. */
function entryOf({ case_id, patient_name, created_at, status }: IDataObject): INodeListSearchItems | undefined {
	if (!isUuid(case_id)) return undefined;
	const told = [patient_name, String(created_at ?? '').slice(0, 10), status];
	const name = told.filter((one) => typeof one === 'string' && one !== '').join(' · ');
	return { name: name || case_id, value: case_id };
}

/** The newest cases of the credential's user whose name, day, status or ID holds what was typed. */
const searchCases = searchOf(medMitra, async ({ ask, credentials, filter }) => {
	const answer = await ask(listRequest(medMitra.account?.(credentials) ?? {}));
	const wanted = filter.toLowerCase();
	const results = casesIn(answer)
		.map(entryOf)
		.filter((entry): entry is INodeListSearchItems => entry !== undefined)
		.filter(({ name, value }) => `${name}\n${String(value)}`.toLowerCase().includes(wanted));
	return { results: results.slice(0, MOST) };
});

export const listSearch = { searchCases };

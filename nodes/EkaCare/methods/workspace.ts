import type { INodeListSearchItems } from 'n8n-workflow';

import { listSearch } from '../../shared/node/list-search';
import { ENTITIES } from '../entities';
import { ekaCare, listIn } from '../vendor';
import { entry, matches } from './entries';

function entitySearch(list: 'doctors' | 'clinics', idName: 'doctor_id' | 'clinic_id') {
	return listSearch(ekaCare, async ({ ask, filter }) => {
		const entries = listIn(await ask(ENTITIES), list)
			.map((one) => entry(one[idName], [one.name]))
			.filter((one): one is INodeListSearchItems => one !== undefined)
			.filter((one) => matches(one, filter));
		return { results: entries.sort((one, other) => one.name.localeCompare(other.name)) };
	});
}

/** The doctors of the workspace, by name. */
export const searchDoctors = entitySearch('doctors', 'doctor_id');

/** The clinics of the workspace, by name. */
export const searchClinics = entitySearch('clinics', 'clinic_id');

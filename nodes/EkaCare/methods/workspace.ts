import type { INodeListSearchItems } from 'n8n-workflow';

import { listSearch } from '../../shared/ask';
import type { RequestSpec } from '../../shared/types';
import { ekaCare, listIn } from '../vendor';
import { entry, matches } from './entries';

/** Everybody and every place of the workspace in one answer, without pages. */
export const ENTITIES: RequestSpec = { method: 'GET', path: '/dr/v1/business/entities', isShared: true };

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

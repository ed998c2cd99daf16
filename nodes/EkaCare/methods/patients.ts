import type { IDataObject, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { listSearch, type Look } from '../../shared/node/list-search';
import { path } from '../../shared/http/path';
import { isRecord } from '../../shared/values';
import { ekaCare, listIn } from '../vendor';
import { entry } from './entries';

const PAGE_SIZE = 50;
/** What a workspace without the search answers to it, and the other finders when there is nobody. */
const isNo = ({ status }: { status: number }) => status === 400 || status === 403 || status === 404;

function patientEntry({ oid, fln, mobile, username }: IDataObject): INodeListSearchItems | undefined {
	return entry(oid, [fln, mobile, username]);
}

function entriesOf(profiles: IDataObject[]): INodeListSearchItems[] {
	return profiles.map(patientEntry).filter((one): one is INodeListSearchItems => one !== undefined);
}

/** One page of everybody, for a person who has typed nothing yet. */
async function everybody({ ask, page }: Look): Promise<INodeListSearchResult> {
	const query = { pageNo: Number(page ?? 1), pageSize: PAGE_SIZE };
	const answer = await ask({ method: 'GET', path: '/profiles/v1/patient/minified/', query });
	const { currPageMeta } = isRecord(answer.body) ? answer.body : {};
	const next = isRecord(currPageMeta) ? Number(currPageMeta.nextPage) : -1;
	return {
		results: entriesOf(listIn(answer, 'profiles')),
		...(next > query.pageNo && { paginationToken: String(next) }),
	};
}

/** The whole number or the whole username, where the workspace has no search by beginnings. */
async function exactly({ ask, filter }: Look): Promise<IDataObject[]> {
	const isNumber = /^\+\d{8,15}$/.test(filter);
	const answer = await ask(
		isNumber
			? { method: 'GET', path: '/profiles/v1/patient/by-mobile/', query: { mob: filter }, accepts: isNo }
			: {
					method: 'GET',
					path: path`/profiles/v1/patient/${filter}/username/`,
					query: { flatten: true },
					accepts: isNo,
				},
	);
	return isNo(answer) ? [] : listIn(answer);
}

/**
 * Patients whose name, number without country code, or username begins with what was typed. Not every workspace
 * has this search; the others find by the whole number with country code, or the whole username.
 */
export const searchPatients = listSearch(ekaCare, async (look) => {
	const { ask, filter } = look;
	if (filter === '') return await everybody(look);
	// The search knows numbers without their country code only.
	const query = { prefix: filter.replace(/^\+91/, ''), limit: PAGE_SIZE };
	const answer = await ask({ method: 'GET', path: '/profiles/v1/patient/search', query, accepts: isNo });
	return { results: entriesOf(isNo(answer) ? await exactly(look) : listIn(answer, 'patients')) };
});

import type { IDataObject, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { configurationRefusal } from '../../shared/failure';
import { listSearch, type ListQuery } from '../../shared/node/list-search';
import { isRecord } from '../../shared/values';
import { liveAccount, organisationOf } from '../account';
import {
	ALL_SPECIALIZATIONS,
	cardsRequest,
	caseRequest,
	categoriesRequest,
	icdCodesRequest,
	specializationsRequest,
} from '../requests';
import { dataOf, listOf, spry } from '../vendor';
import { clinics } from './clinics';

/** Those entries that have what was typed in their name, in the order of their names. */
function matching(entries: INodeListSearchItems[], filter: string): INodeListSearchResult {
	const wanted = filter.toLowerCase();
	const results = entries
		.filter(({ name, value }) => name.toLowerCase().includes(wanted) || String(value).includes(wanted))
		.sort((one, other) => one.name.localeCompare(other.name));
	return { results };
}

/** The words that are there, with a separator between. */
function joined(...words: unknown[]): string {
	return words
		.filter((word) => (typeof word === 'string' && word !== '') || typeof word === 'number')
		.map(String)
		.join(', ');
}

/** A number that another field of the form holds; an expression has no value here. */
function numberIn({ parameter }: ListQuery, name: string): number | undefined {
	const number = Number(parameter(name));
	return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

const searchClinics = listSearch(spry, async (query) =>
	matching(await clinics(query, numberIn(query, 'doctorId')), query.filter),
);

const searchSpecializations = listSearch(spry, async (query) => {
	const organisationId = await organisationOf({ account: liveAccount(query.credentials) }, query.request);
	const answer = await query.request(specializationsRequest(organisationId, ALL_SPECIALIZATIONS));
	const names = listOf(answer).flatMap(({ category }) => (typeof category === 'string' ? [category] : []));
	return matching(
		names.map((name) => ({ name, value: name })),
		query.filter,
	);
});

/** Spry searches only for what was typed, and finds codes by their text, so the code is what is picked. */
const searchIcdCodes = listSearch(spry, async ({ request, filter }) => {
	if (filter === '') return { results: [] };
	const answer = await request(icdCodesRequest({ q: filter, rev: 'ICD10' }));
	const results = listOf(answer, 'results').flatMap(({ code, description }) =>
		typeof code === 'string' ? [{ name: joined(code, description), value: code }] : [],
	);
	return { results };
});

/** The patient chosen in the form, or the one of the case chosen there. */
async function patientOf(query: ListQuery): Promise<number> {
	const chosen = numberIn(query, 'patientId');
	if (chosen !== undefined) return chosen;
	const caseId = query.parameter('caseId');
	const ofCase = caseId.startsWith('SPRY_CASE_')
		? dataOf(await query.request(caseRequest(caseId))).patient_id
		: undefined;
	if (typeof ofCase === 'number') return ofCase;
	throw configurationRefusal(
		'Without a patient there are no insurance cards to choose from',
		'Choose the patient or the case above by a fixed ID first, or give the card by its ID.',
	);
}

function cardName({ insurance_payer, plan_name, insurance_number, insurance_card_id }: IDataObject): string {
	const payer = isRecord(insurance_payer) ? insurance_payer.name : undefined;
	return joined(payer, plan_name, insurance_number) || `Card ${String(insurance_card_id)}`;
}

const searchInsuranceCards = listSearch(spry, async (query) => {
	const cards = listOf(await query.request(cardsRequest(await patientOf(query))));
	const entries = cards.map((card) => ({ name: cardName(card), value: Number(card.insurance_card_id) }));
	return matching(entries, query.filter);
});

const searchAppointmentCategories = listSearch(spry, async (query) => {
	const clinicId = numberIn(query, 'clinicId');
	if (clinicId === undefined) {
		throw configurationRefusal(
			'Without a clinic there are no categories to choose from',
			'Choose the clinic above by a fixed ID first, or give the category by its ID.',
		);
	}
	const offered = listOf(await query.request(categoriesRequest(clinicId))).filter(({ enabled }) => enabled !== false);
	const entries = offered.map(({ category_id, name, minutes }) => ({
		name: joined(name, minutes === undefined ? undefined : `${String(minutes)} minutes`),
		value: Number(category_id),
	}));
	return matching(entries, query.filter);
});

/** The editor's lists, by the names under which the locators ask for them. */
export const listSearches = {
	searchAppointmentCategories,
	searchClinics,
	searchIcdCodes,
	searchInsuranceCards,
	searchSpecializations,
};

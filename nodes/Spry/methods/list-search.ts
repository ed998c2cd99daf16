import type { IDataObject, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { listSearch, type Look } from '../../shared/node/list-search';
import { configurationRefusal } from '../../shared/failure';
import { isRecord } from '../../shared/values';
import { liveAccount, organisationOf } from '../account';
import {
	ALL_SPECIALIZATIONS,
	cardsRequest,
	caseRequest,
	categoriesRequest,
	icdCodesRequest,
	specializationsRequest,
} from '../lists';
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
function numberIn({ parameter }: Look, name: string): number | undefined {
	const number = Number(parameter(name));
	return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

const searchClinics = listSearch(spry, async (look) =>
	matching(await clinics(look, numberIn(look, 'doctorId')), look.filter),
);

const searchSpecializations = listSearch(spry, async (look) => {
	const organisationId = await organisationOf({ account: liveAccount(look.credentials) }, look.ask);
	const answer = await look.ask(specializationsRequest(organisationId, ALL_SPECIALIZATIONS));
	const names = listOf(answer).flatMap(({ category }) => (typeof category === 'string' ? [category] : []));
	return matching(
		names.map((name) => ({ name, value: name })),
		look.filter,
	);
});

/** Spry searches only for what was typed, and finds codes by their text, so the code is what is picked. */
const searchIcdCodes = listSearch(spry, async ({ ask, filter }) => {
	if (filter === '') return { results: [] };
	const answer = await ask(icdCodesRequest({ q: filter, rev: 'ICD10' }));
	const results = listOf(answer, 'results').flatMap(({ code, description }) =>
		typeof code === 'string' ? [{ name: joined(code, description), value: code }] : [],
	);
	return { results };
});

/** The patient chosen in the form, or the one of the case chosen there. */
async function patientOf(look: Look): Promise<number> {
	const chosen = numberIn(look, 'patientId');
	if (chosen !== undefined) return chosen;
	const caseId = look.parameter('caseId');
	const ofCase = caseId.startsWith('SPRY_CASE_') ? dataOf(await look.ask(caseRequest(caseId))).patient_id : undefined;
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

const searchInsuranceCards = listSearch(spry, async (look) => {
	const cards = listOf(await look.ask(cardsRequest(await patientOf(look))));
	const entries = cards.map((card) => ({ name: cardName(card), value: Number(card.insurance_card_id) }));
	return matching(entries, look.filter);
});

const searchAppointmentCategories = listSearch(spry, async (look) => {
	const clinicId = numberIn(look, 'clinicId');
	if (clinicId === undefined) {
		throw configurationRefusal(
			'Without a clinic there are no categories to choose from',
			'Choose the clinic above by a fixed ID first, or give the category by its ID.',
		);
	}
	const offered = listOf(await look.ask(categoriesRequest(clinicId))).filter(({ enabled }) => enabled !== false);
	const entries = offered.map(({ category_id, name, minutes }) => ({
		name: joined(name, minutes === undefined ? undefined : `${String(minutes)} minutes`),
		value: Number(category_id),
	}));
	return matching(entries, look.filter);
});

/** The editor's lists, by the names under which the locators ask for them. */
export const listSearches = {
	searchAppointmentCategories,
	searchClinics,
	searchIcdCodes,
	searchInsuranceCards,
	searchSpecializations,
};

import { listSearch } from '../../shared/ask';
import { configurationRefusal } from '../../shared/failure';
import { liveAccount, organisationOf } from '../account';
import { ALL_SPECIALIZATIONS, categoriesRequest, icdCodesRequest, specializationsRequest } from '../lists';
import { listOf, spry } from '../vendor';
import { clinics } from './clinics';
import { joined, matching, numberIn } from './entries';
import { searchInsuranceCards } from './insurance-cards';

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

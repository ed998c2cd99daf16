import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

import type { Look } from '../../shared/node/list-search';
import { configurationRefusal } from '../../shared/failure';
import { path } from '../../shared/http/path';
import type { Answer, RequestSpec } from '../../shared/types';
import { isRecord } from '../../shared/values';
import { accountOf, SIGN_IN } from '../account';
import { categoriesRequest } from '../lists';
import { dataOf, listOf } from '../vendor';

/** Each name costs a request, and somebody waits. */
const MOST_NAMES = 25;

/** A record that is not there leaves its clinics without a name; only the credential must be right. */
async function nameSource({ ask }: Look, spec: RequestSpec): Promise<Answer> {
	return await ask({ ...spec, isComplete: undefined, accepts: ({ status }) => status < 500 && status !== 401 });
}

/** The clinics of a doctor, with their names. */
async function clinicsOfDoctor(look: Look, doctorId: number): Promise<Map<number, string>> {
	const answer = await nameSource(look, { method: 'GET', path: path`/v1/doctor/${doctorId}` });
	const { clinics } = dataOf(answer);
	const list = Array.isArray(clinics) ? (clinics as unknown[]).filter(isRecord) : [];
	return new Map(list.map(({ clinic_id, clinic_name }) => [Number(clinic_id), String(clinic_name ?? '')]));
}

/** A clinic's name as the settings of its appointment categories have it; empty when none tells. */
async function nameInCategories(look: Look, clinicId: number): Promise<string> {
	const categories = listOf(await nameSource(look, categoriesRequest(clinicId)));
	const names = categories.map(({ appointment_category_conf: settings }: IDataObject) => {
		const shown = isRecord(settings) ? settings.appointmentCategory : undefined;
		return isRecord(shown) ? shown.clinicName : undefined;
	});
	return names.find((name): name is string => typeof name === 'string' && name !== '') ?? '';
}

/**
 * The clinics that the credential may use. Spry lists no clinics: their IDs come with the token, and their names
 * stand in a doctor's record and in the settings of the categories.
 *
 * @param doctorId the doctor chosen in the same form, if any
 * @throws Refusal when neither the token nor the doctor's record tells a clinic
 */
export async function clinics(look: Look, doctorId: number | undefined): Promise<INodeListSearchItems[]> {
	if (accountOf(look.credentials).clinicIds.length === 0) await look.ask(SIGN_IN);
	const named = doctorId === undefined ? new Map<number, string>() : await clinicsOfDoctor(look, doctorId);
	const { clinicIds } = accountOf(look.credentials);
	const ids = clinicIds.length > 0 ? clinicIds : [...named.keys()];
	if (ids.length === 0) {
		throw configurationRefusal(
			'The token of the Spry credential does not say which clinics it may use',
			'Give the clinic by its ID.',
		);
	}
	const entries: INodeListSearchItems[] = [];
	for (const [index, id] of ids.entries()) {
		const name = named.get(id) || (index < MOST_NAMES ? await nameInCategories(look, id) : '');
		entries.push({ name: name ? `${name} (${id})` : `Clinic ${id}`, value: id });
	}
	return entries;
}

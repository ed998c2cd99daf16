import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import type { Answer, LookUp, VendorRequest } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { dataOf, isDone, listIn } from '../../vendor';

const NOT_FOUND = 404;
/** How far the clocks of Eka Care and of this machine may differ, in milliseconds. */
const CLOCKS_MS = 600_000;

/** Of a profile's twenty fields the ten most used. */
export const SIMPLIFIED = ['oid', 'username', 'fln', 'gen', 'dob', 'phone', 'mobile', 'email', 'bg', 'abha'];

/** What the lists can say of each patient besides name, number, username and id. */
export const SELECTABLE = 'abha,c_ate,dob,gen,u_ate';

/**
 * A profile with the telephone number as it is written: Eka Care takes the number with its country code and
 * gives it back in two pieces.
 */
export function withPhone(profile: IDataObject): IDataObject {
	const { ccd, mobile } = profile;
	const digits = (value: unknown) => String(value ?? '').replace(/\D/g, '');
	if (digits(ccd) === '' || digits(mobile) === '') return profile;
	return { ...profile, phone: `+${digits(ccd)}${digits(mobile)}` };
}

/** A page of a server in between is no word of Eka Care's on who exists. */
export function isNobody({ status, unreadable, body }: Answer): boolean {
	return status === NOT_FOUND && unreadable !== true && isRecord(body);
}

/** Whether the answer holds profiles, be it a list, also an empty one, or a single one. */
export function isListOfProfiles(answer: Answer): boolean {
	const { patients, profiles } = dataOf(answer);
	const isList = [answer.body, patients, profiles].some(Array.isArray);
	return (isList || found(answer).length > 0) && found(answer).every(({ oid }) => oid !== undefined);
}

/** Who has the username; nobody is an answer, too. */
export function byUsername(username: unknown): VendorRequest {
	return {
		method: 'GET',
		path: path`/profiles/v1/patient/${username}/username/`,
		query: { flatten: true },
		accepts: isNobody,
		isComplete: (answer) => isNobody(answer) || isListOfProfiles(answer),
	};
}

/** The profiles in the answer to a search: one where a list is documented, or the other way round, or nobody. */
export function found(answer: Answer): IDataObject[] {
	if (isNobody(answer)) return [];
	const list = listIn(answer, 'patients', 'profiles');
	const one = dataOf(answer);
	return list.length === 0 && one.oid !== undefined ? [one] : list;
}

/**
 * Finds by its username the patient that was perhaps created. Somebody else who had the name before is not it, so
 * the request's outcome stays unknown then.
 */
export function lookUpCreated(body: IDataObject, sentAt: number): LookUp | undefined {
	if (body.username === undefined) return undefined;
	const isOurs = ({ dob, gen, c_ate }: IDataObject) =>
		dob === body.dob && gen === body.gen && !(Number(c_ate) * 1000 < sentAt - CLOCKS_MS);
	return {
		request: {
			...byUsername(body.username),
			isComplete: (answer) => isNobody(answer) || (isListOfProfiles(answer) && found(answer).every(isOurs)),
		},
		find: (answer) => found(answer)[0],
	};
}

/** The request that creates a patient. */
export function creation(body: IDataObject): VendorRequest {
	return {
		method: 'POST',
		path: '/profiles/v1/patient/',
		body,
		isComplete: ({ body: answer }) => isRecord(answer) && answer.oid !== undefined,
	};
}

/** The request that changes a patient. */
export function change(oid: unknown, body: IDataObject): VendorRequest {
	return { method: 'PATCH', path: path`/profiles/v1/patient/${oid}`, body, isComplete: isDone };
}

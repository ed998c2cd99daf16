import type { IDataObject } from 'n8n-workflow';

import { resolveBaseUrl } from '../shared/auth/base-url';
import type { VendorRefusal } from '../shared/failure';
import type { Answer, Vendor } from '../shared/types';
import { isRecord } from '../shared/values';
import { liveAccount } from './account';
import { ENVIRONMENTS } from './environments';

const SUCCESS = 2000;

/**
 * Spry wraps every answer as `{ code, data, message }` and reports failures with HTTP 200 too, so the code
 * decides. Only 2000 is a success; an operation that knows another good code accepts it itself.
 */
export function refusal({ status, body }: Answer): VendorRefusal | undefined {
	const envelope = isRecord(body) ? body : {};
	const code = typeof envelope.code === 'number' ? envelope.code : undefined;
	if (status < 300 && code === SUCCESS) return undefined;
	const words = typeof envelope.message === 'string' ? envelope.message : undefined;
	return { kind: kindOf(status, code), vendorCode: code === undefined ? undefined : String(code), words };
}

function kindOf(status: number, code: number | undefined): VendorRefusal['kind'] {
	if (status === 401) return 'credential';
	if (status === 403) return 'forbidden';
	// 4004 is how Spry says "not found" with HTTP 200.
	if (status === 404 || code === 4004) return 'notFound';
	if (status === 408 || status === 425 || status >= 500) return 'unavailable';
	if (status === 429) return 'rateLimited';
	if (status < 400 && code === undefined) return 'malformed';
	return 'refused';
}

/** The record inside Spry's envelope. */
export function dataOf({ body }: Answer): IDataObject {
	const data = isRecord(body) ? body.data : undefined;
	return isRecord(data) ? (data as IDataObject) : {};
}

/** The records inside Spry's envelope where the list itself is the data, or has a name in it. */
export function listOf({ body }: Answer, name?: string): IDataObject[] {
	const data = isRecord(body) ? body.data : undefined;
	const list: unknown = name === undefined ? data : isRecord(data) ? data[name] : undefined;
	return Array.isArray(list) ? (list.filter(isRecord) as IDataObject[]) : [];
}

/** The envelope's code; 2000 or what an operation accepts besides. */
export function codeOf({ body }: Answer): number | undefined {
	return isRecord(body) && typeof body.code === 'number' ? body.code : undefined;
}

export const spry: Vendor = {
	displayName: 'Spry',
	credential(authentication) {
		if (authentication === 'jwt') {
			return { type: 'spryApi', fixedToken: (credentials) => String(credentials.jwt ?? '') };
		}
		return { type: 'spryOAuth2Api', renewable: 'oauthTokenData' };
	},
	account: liveAccount,
	baseUrl: (credentials) => resolveBaseUrl(credentials, ENVIRONMENTS),
	refusal,
	unixTimes: [
		'timestamp',
		'end_timestamp',
		'date_time',
		'end_date_time',
		'check_in_time',
		'in_progress_at',
		'check_out_time',
	],
};

import type { IDataObject } from 'n8n-workflow';

import { inputRefusal } from '../failure';
import { choice, json, text } from '../fields/build';
import { groups } from '../fields/nested';
import { headerValue } from '../http/path';
import type { Answer, Field, Operation, Resource } from '../types';
import { isRecord, isSafeName } from '../values';

interface Pair {
	name?: unknown;
	value?: unknown;
}

/** Headers that the transport and the credential set. */
const RESERVED =
	/^(authorization|auth|client-id|cookie|host|content-length|content-type|transfer-encoding|connection)$/i;

function pairsOf(value: unknown): Pair[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** A list of names and values, with an example of both. */
function pairs(name: string, description: string, entry: string, [key, value]: [string, string]): Field {
	const word = entry.toLowerCase();
	return groups(name, description, {
		as: false,
		entry,
		fields: [
			text('name', `The name of the ${word}`, { as: 'name', required: true, example: key }),
			text('value', `The value of the ${word}`, { as: 'value', example: value }),
		],
	});
}

/** The path as it is sent: on the vendor's own host, whatever is given. */
function pathOf(given: unknown): string {
	const wanted = String(given ?? '');
	const advice =
		'Give the path behind the base URL, such as /v1/patients/1024, and put a query under Query Parameters.';
	const isUsable = /^\/(?!\/)[^\s?#\\]*$/.test(wanted) && !/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(wanted);
	if (!isUsable || /\p{Cs}|\p{Cc}/u.test(wanted)) throw inputRefusal('Path', 'is not a usable path', advice);
	// What is encoded already stays as it is.
	return encodeURI(wanted).replace(/%25([0-9a-f]{2})/gi, '%$1');
}

function queryOf(value: unknown): IDataObject {
	const query: IDataObject = {};
	for (const { name, value: one } of pairsOf(value)) {
		const key = String(name);
		if (!isSafeName(key)) {
			throw inputRefusal(
				'Query Parameters',
				'has a name that n8n cannot send',
				'Use another name than __proto__, constructor and prototype.',
			);
		}
		const known = query[key];
		query[key] = known === undefined ? String(one ?? '') : [known, String(one ?? '')].flat();
	}
	return query;
}

function headersOf(value: unknown): IDataObject {
	return Object.fromEntries(
		pairsOf(value).map(({ name, value: one }) => {
			const key = String(name);
			if (!/^[A-Za-z0-9-]+$/.test(key) || RESERVED.test(key) || !isSafeName(key)) {
				throw inputRefusal(
					'Headers',
					'has a name that cannot be set here',
					'Use letters, digits and hyphens. Sign-in headers come from the credential.',
				);
			}
			return [key, headerValue(one, 'Headers')];
		}),
	);
}

function recordsIn({ body }: Answer): IDataObject | IDataObject[] {
	if (body === undefined) return { success: true };
	if (Array.isArray(body)) return body.map((entry) => (isRecord(entry) ? (entry as IDataObject) : { value: entry }));
	return isRecord(body) ? (body as IDataObject) : { value: body as IDataObject };
}

/**
 * The resource with which a person calls what has no operation yet: the same transport, credential, resend rule
 * and classification as everything else. It is a node's last resource: n8n puts an entry of the same name, which
 * sends the person to another node, behind the resources of every node whose last entry is not called so.
 *
 * @param vendor the vendor's name as the person reads it
 * @param example a path of the vendor's
 */
export function customResource(vendor: string, example: string): Resource {
	const request: Operation = {
		displayName: 'Request',
		value: 'request',
		action: 'Make custom API call',
		description: `Call any endpoint of ${vendor} with the credential of this node`,
		// Nobody knows what the endpoint does; only reading is sent again by itself.
		resend: 'never',
		isVerbatim: true,
		howToCheck: `Look in ${vendor} whether the call was carried out before running this item again.`,
		whenRefused: `Compare the path, the query and the body with the documentation of ${vendor}.`,
		fields: [
			choice('method', 'The HTTP method. GET only reads and changes nothing.', {
				as: false,
				options: ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'].map((method) => ({ name: method, value: method })),
				default: 'GET',
				required: true,
			}),
			text('path', 'The path after the base URL of the credential', { as: false, required: true, example }),
			pairs(
				'queryParameters',
				'Parameters to add to the path. A name that you give twice is sent twice.',
				'Parameter',
				['status', 'ACTIVE'],
			),
			pairs('headers', 'Headers to send in addition to those of the credential', 'Header', [
				'X-Trace-ID',
				'order-17',
			]),
			json('body', 'The JSON object to send', {
				as: false,
				default: '',
				example: '{ "name": "Maria" }',
				show: { method: ['PATCH', 'POST', 'PUT'] },
			}),
		],
		request: ({ params }) => ({
			method: params.method as 'GET',
			path: pathOf(params.path),
			query: queryOf(params.queryParameters),
			headers: headersOf(params.headers),
			body: params.body as IDataObject | undefined,
		}),
		output: recordsIn,
	};
	return { displayName: 'Custom API Call', value: 'custom', operations: [request] };
}

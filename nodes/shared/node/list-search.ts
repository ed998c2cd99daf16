import type { ICredentialDataDecryptedObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { carry } from '../http/retry';
import { failureOf, toNodeError } from '../failure';
import { createPace } from '../http/rate-limiter';
import { createRenewal } from '../auth/token-refresh';
import { openSession, type RequestContext } from '../auth/session';
import type { Operation, Send, Vendor } from '../types';
import { isRecord } from '../values';

/** Somebody sits before the screen, or a publication waits. */
const LIMITS = { concurrency: 1, maxAttempts: 3, totalBudget: 60_000 };

/** Requests outside of an operation, with the credential in use. */
export interface Asking {
	/** Sends one request as operations do; throws a `Refusal`. */
	ask: Send;
	credentials: ICredentialDataDecryptedObject;
}

/** Stands for what is asked outside of an operation; requests other than GET say themselves what may be resent. */
const NO_OPERATION: Operation = {
	displayName: '',
	value: '',
	action: '',
	description: '',
	fields: [],
	resend: 'never',
	whenRefused: 'Check the credential and the fields of this node.',
	steps: async () => [],
};

/**
 * Opens the way to a vendor for the editor's lists and for triggers: the same transport, credential, renewal
 * and verdict as for operations.
 *
 * @throws Refusal when the credential cannot be used
 */
export async function openAsking(context: RequestContext, vendor: Vendor): Promise<Asking> {
	const session = await openSession(context, vendor);
	const execution = {
		session,
		operation: NO_OPERATION,
		limits: LIMITS,
		pace: createPace(undefined, session.signal),
		renewal: createRenewal(session),
		tally: { resent: 0, found: 0, attempted: false },
		shared: new Map(),
		ended: () => session.signal?.aborted === true,
	};
	const input = {
		body: {},
		params: {},
		account: vendor.account?.(session.credentials) ?? {},
		timezone: context.getTimezone(),
		index: 0,
		notes: {},
		files: () => [],
	};
	return {
		credentials: session.credentials,
		ask: async (spec) => await carry({ execution, input, deadline: Date.now() + LIMITS.totalBudget }, spec),
	};
}

/** What a list search may look at. */
export interface Look extends Asking {
	/** What the person typed; empty when nothing. */
	filter: string;
	/** What the search gave as `paginationToken` with the entries before. */
	page?: string;
	/** Another parameter of the node; empty while it has no value. */
	parameter(name: string): string;
}

/** The editor's method for a From List locator. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * Makes a list search of a vendor. What is refused is shown in the editor in our words.
 *
 * @param find gets the entries for what the person typed
 */
export function listSearch(vendor: Vendor, find: (look: Look) => Promise<INodeListSearchResult>): ListSearch {
	return async function (this: ILoadOptionsFunctions, filter, paginationToken) {
		try {
			const asking = await openAsking(this, vendor);
			return await find({
				...asking,
				filter: filter?.trim() ?? '',
				page: paginationToken,
				parameter: (name) => {
					// n8n itself takes a value out of its locator only where the operation in use has the parameter.
					const given: unknown = this.getCurrentNodeParameter(name);
					const value = isRecord(given) ? given.value : given;
					return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
				},
			});
		} catch (error) {
			throw toNodeError(this, failureOf(error));
		}
	};
}

import { notBegun, type Failure } from '../failure';
import type { RequestSpec, Sent, Vendor } from '../types';
import { classify } from './classify';
import type { Connection } from './connection';
import type { Permit, RateLimiter } from './rate-limiter';
import { call } from './transport';

/**
 * Sends one request once, when the rate allows it, and classifies the answer. When the vendor no longer takes the
 * login, it is renewed and the request sent with the new one.
 *
 * @param deadline time of the clock, in milliseconds, by which the answer must be there
 * @param afterUnknown whether an earlier attempt may have been carried out
 */
export async function send(
	{ session, limits, rateLimiter, tokenRefresh }: Connection,
	spec: RequestSpec,
	deadline: number,
	afterUnknown: boolean,
): Promise<Sent> {
	const { vendor, signal } = session;
	const callLimits = { timeout: limits.timeout, deadline };
	// The vendor's rate and login are no matter of a host that only stores files.
	if (spec.url !== undefined)
		return result(classified(await call(session, spec, callLimits), vendor, spec, afterUnknown), spec);

	const permit = await rateLimiter.acquire(deadline);
	if (!permit) return { failure: noTimeLeft(vendor.displayName, signal?.aborted === true) };
	for (let refusedToken: string | undefined; ; ) {
		const login = await tokenRefresh.acquire(refusedToken);
		if ('refused' in login) return result(login.refused, spec, rateLimiter, permit);
		let sent: Sent | undefined;
		let isRenewable = false;
		try {
			const answered = await call(session, spec, callLimits);
			// Without a login only the sign-in was sent, and not this request.
			sent = classified(tokenRefresh.isMissing() ? unsent(answered) : answered, vendor, spec, afterUnknown);
		} finally {
			isRenewable = login.release(sent);
		}
		if (!isRenewable) return result(sent, spec, rateLimiter, permit);
		refusedToken = login.token;
	}
}

function classified(sent: Sent, vendor: Vendor, spec: RequestSpec, afterUnknown: boolean): Sent {
	if (!sent.answer) return sent;
	const answer = { ...sent.answer, afterUnknown };
	const failure = classify(answer, vendor, spec);
	return failure ? { answer, failure } : { answer };
}

/** What came of the request in the end, of which the rate limiter is told. */
function result(sent: Sent, { method }: RequestSpec, rateLimiter?: RateLimiter, permit?: Permit): Sent {
	// Reading changes nothing, however it ends.
	if (!sent.answer) return method === 'GET' ? unsent(sent) : sent;
	const kind = sent.failure?.kind;
	if (permit && kind === 'rateLimited') rateLimiter?.slowDown(sent.failure?.retryAfter ?? 0, permit);
	else if (permit && kind !== 'unavailable') rateLimiter?.succeeded(permit);
	return sent;
}

function unsent(sent: Sent): Sent {
	return sent.answer ? sent : { failure: { ...sent.failure, outcome: 'none' } };
}

/** The item's turn would come too late; nothing was sent for it. */
function noTimeLeft(vendor: string, isStopped: boolean): Failure {
	if (isStopped) return notBegun(`${vendor} was asked`);
	return {
		kind: 'rateLimited',
		message: `${vendor} asked to wait longer than this item may take`,
		description: 'If this happens often, raise Options > Total Budget.',
		outcome: 'none',
		isFinal: true,
	};
}

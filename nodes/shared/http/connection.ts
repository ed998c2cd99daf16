import type { Session } from '../auth/session';
import { createTokenRefresh, type TokenRefresh } from '../auth/token-refresh';
import type { Failure } from '../failure';
import type { Answer } from '../types';
import { createRateLimiter, type RateLimiter } from './rate-limiter';

/** What the person allows for all requests of an execution. */
export interface RequestLimits {
	/** Undefined for no limit. */
	requestsPerSecond?: number;
	/** Milliseconds for one request; undefined for what the request itself says. */
	timeout?: number;
	/** How often one request is sent at most. */
	maxAttempts: number;
}

/** What happened on the way, to be told at the end. */
export interface Counts {
	/** Requests that were sent again. */
	resent: number;
	/** Requests without a clear answer of which a look showed that they were carried out. */
	found: number;
	/** Whether any item came as far as being sent. */
	attempted: boolean;
}

/** What all requests of an execution share. */
export interface Connection {
	session: Session;
	limits: RequestLimits;
	rateLimiter: RateLimiter;
	tokenRefresh: TokenRefresh;
	counts: Counts;
	/** Answers to what is asked for once in an execution, by request. */
	shared: Map<string, Promise<Answer>>;
	/** Why nothing more may be started, for example because the vendor refused the credential. */
	endedBy?: Failure;
}

export function createConnection(session: Session, limits: RequestLimits): Connection {
	return {
		session,
		limits,
		rateLimiter: createRateLimiter(limits.requestsPerSecond, session.signal),
		tokenRefresh: createTokenRefresh(session),
		counts: { resent: 0, found: 0, attempted: false },
		shared: new Map(),
	};
}

/** Whether nothing more may be started; also true once the person stopped the execution. */
export function isEnded({ endedBy, session }: Connection): boolean {
	return endedBy !== undefined || session.signal?.aborted === true;
}

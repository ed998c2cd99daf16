import type { IAllExecuteFunctions, IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { isSafeUrl } from '../auth/base-url';
import type { RequestContext, Session } from '../auth/session';
import { endSignInWith, takeSignInRefusal } from '../auth/sign-in';
import { Refusal, type Failure } from '../failure';
import type { RequestSpec, Sent } from '../types';
import { encodeMultipart } from './multipart';
import { classifyThrown } from './network-errors';
import { readBody } from './response-body';

/** Milliseconds for one request, unless the request or the person says otherwise. */
export const DEFAULT_TIMEOUT_MS = 30_000;

interface CallLimits {
	/** The person's timeout in milliseconds. */
	timeout?: number;
	/** Time of the clock, in milliseconds, by which the item must be done. */
	deadline?: number;
}

function optionsOf(session: Session, spec: RequestSpec, timeout: number): IHttpRequestOptions {
	const multipart = spec.multipart ? encodeMultipart(spec.multipart) : undefined;
	const headers: IDataObject = { Accept: 'application/json', ...spec.headers };
	if (multipart) headers['Content-Type'] = multipart.contentType;
	else if (spec.body) headers['Content-Type'] = 'application/json';
	return {
		method: spec.method,
		url: spec.url ?? session.baseUrl + spec.path,
		qs: spec.query,
		// A name that comes several times, not a name with brackets.
		arrayFormat: 'repeat',
		headers,
		// As text, because n8n would leave out an empty object.
		body: multipart?.body ?? (spec.body && JSON.stringify(spec.body)),
		timeout,
		returnFullResponse: true,
		// As a stream, so that an answer without end is noticed before it fills the memory.
		encoding: 'stream',
		// Every status is judged here. n8n would renew the login for each refused request by itself.
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
	};
}

/**
 * Calls n8n's request helper with the session's credential and reads the answer, whatever its status. Redirects are not followed, so a token never
 * reaches another host.
 *
 * The timeout covers the whole answer, not only its start.
 */
export async function call(session: Session, spec: RequestSpec, limits: CallLimits = {}): Promise<Sent> {
	const left = (limits.deadline ?? Infinity) - Date.now();
	const timeout = Math.max(1, Math.min(limits.timeout ?? spec.timeout ?? DEFAULT_TIMEOUT_MS, left));
	const deadline = AbortSignal.timeout(timeout);
	const cancelled = session.signal;
	const signal = cancelled ? AbortSignal.any([cancelled, deadline]) : deadline;
	try {
		endSignInWith(session.credentials, signal);
		const options = optionsOf(session, spec, timeout);
		const { context, credentialType, credentialsDecrypted } = session;
		const answering =
			spec.url === undefined
				? context.helpers.httpRequestWithAuthentication.call(
						withSignal(context, signal),
						credentialType,
						options,
						{ credentialsDecrypted },
					)
				: callFileHost(session, options, signal);
		// The sign-in of n8n itself (OAuth2) knows nothing of the signal, so the wait for it ends here.
		const raw: unknown = await withinSignal(answering, signal);
		return await readBody(raw, session.vendor.displayName, signal, spec.isFile);
	} catch (error) {
		const signIn = takeSignInRefusal(session.credentials);
		return {
			failure: classifyThrown(error, session.vendor.displayName, timeout, { deadline, cancelled, signIn }),
		};
	}
}

/** The promise, or a rejection as soon as the signal says that nobody waits for it any longer. */
async function withinSignal<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
	let stop: () => void = () => undefined;
	const stopped = new Promise<never>((_, reject) => {
		stop = () => reject(new Error('Nobody waits for this any longer'));
	});
	if (signal.aborted) stop();
	signal.addEventListener('abort', stop, { once: true });
	try {
		return await Promise.race([promise, stopped]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}

/** n8n's helper takes the signal to break off from the context it is called on. */
function withSignal(context: RequestContext, signal: AbortSignal): IAllExecuteFunctions {
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as IAllExecuteFunctions;
}

/** To a host that stores files: it must not learn the token. */
async function callFileHost(
	{ context, vendor, baseUrl }: Session,
	options: IHttpRequestOptions,
	abortSignal: AbortSignal,
): Promise<unknown> {
	// Only a vendor on this machine may send the node to another server of this machine.
	const isOpen = isSafeUrl(options.url) && (options.url.startsWith('https:') || baseUrl.startsWith('http:'));
	if (!isOpen) throw new Refusal(unsafeAddress(vendor.displayName));
	return await context.helpers.httpRequest({ ...options, abortSignal });
}

function unsafeAddress(vendor: string): Failure {
	return {
		kind: 'malformed',
		message: `${vendor} gave an address for the file that is not secure`,
		description: 'Files are only sent to and fetched from addresses that start with https://.',
		outcome: 'none',
		isFinal: true,
	};
}

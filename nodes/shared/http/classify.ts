import type { Failure, FailureKind, VendorRefusal } from '../failure';
import type { Answer, RequestSpec, Vendor } from '../types';
import { retryAfterOf } from './backoff';
import { fieldsNamedIn } from './field-names';
import { requestIdOf } from './response-body';

/** What is said when the vendor's code says nothing more precise. */
const GENERAL_WORDS: Partial<Record<FailureKind, { message: string; description?: string }>> = {
	credential: {
		message: 'did not accept the credential',
		description: 'Open the credential, check it with its test, and save it again.',
	},
	forbidden: {
		message: 'does not allow this with the credential in use',
		description: 'Ask the owner of the account which clinics and records this credential may use.',
	},
	notFound: { message: 'knows no such record' },
	alreadyExists: { message: 'already has such a record' },
	refused: { message: 'refused the data' },
	// Only the time can help; that is said with what is known of the outcome.
	rateLimited: { message: 'is receiving too many requests', description: '' },
	unavailable: { message: 'could not handle the request', description: '' },
	malformed: {
		message: 'gave an answer that makes no sense',
		description: 'Check that the base URL of the credential is the address of the API.',
	},
};

/** What to check when neither the vendor nor the request says it. */
const WHEN_REFUSED = 'Check the credential and the fields of this node.';

function mentioned(words: string | undefined, { fields = [] }: RequestSpec): string {
	const names = words ? fieldsNamedIn(words, fields) : [];
	return names.length > 0 ? ` The vendor's answer mentions ${names.join(', ')}.` : '';
}

/** Undefined when an answer is a success for its request, else the vendor's no in our words. */
export function classify(answer: Answer, vendor: Vendor, spec: RequestSpec): Failure | undefined {
	if (spec.url !== undefined) return classifyByStatus(answer, vendor, spec);
	// With a refusal a server in between may answer in its own form; the status says enough then.
	if (answer.status < 200 || (answer.unreadable && answer.status < 400)) return unreadable(answer, vendor, spec);
	const no = spec.accepts?.(answer) ? undefined : vendor.refusal(answer);
	if (!no && (spec.isComplete?.(answer) ?? true)) return undefined;
	const refusal: VendorRefusal = no ?? { kind: 'malformed' };

	const general = GENERAL_WORDS[refusal.kind];
	const message = refusal.message ?? `${vendor.displayName} ${general?.message ?? 'refused the request'}`;
	const code = refusal.vendorCode ? `, code ${refusal.vendorCode}` : '';
	const certainty = certaintyOf(answer, refusal, spec);
	const advice = refusal.description ?? general?.description ?? spec.whenRefused ?? WHEN_REFUSED;
	return {
		kind: refusal.kind,
		message: `${message} (HTTP ${answer.status}${code})`,
		description: advice + mentioned(refusal.words, spec),
		httpStatus: answer.status,
		vendorCode: refusal.vendorCode,
		requestId: requestIdOf(answer.headers),
		...certainty,
	};
}

/**
 * A 4xx was refused for sure, unless the vendor says other things with it; so was a 503 that says when to come back.
 * Else nobody knows, but that reading changes nothing.
 */
function certaintyOf(
	{ status, headers }: Answer,
	{ kind, outcome }: VendorRefusal,
	{ method }: Pick<RequestSpec, 'method'>,
): Pick<Failure, 'outcome' | 'retryAfter'> {
	const retryAfter = retryAfterOf(headers['retry-after']);
	const isKnown = (status >= 400 && status < 500 && status !== 408) || (status === 503 && retryAfter !== undefined);
	const isUncertain = method !== 'GET' && !isKnown && (kind === 'unavailable' || kind === 'malformed');
	const told = method === 'GET' ? undefined : outcome;
	return { outcome: told ?? (isUncertain ? 'unknown' : 'none'), retryAfter };
}

function unreadable(answer: Answer, vendor: Vendor, spec: RequestSpec): Failure {
	return {
		kind: 'malformed',
		message: `${vendor.displayName} answered with something that is not JSON (HTTP ${answer.status})`,
		description: 'Check that the base URL of the credential is the address of the API, not of a web page.',
		httpStatus: answer.status,
		requestId: requestIdOf(answer.headers),
		...certaintyOf(answer, { kind: 'malformed' }, spec),
	};
}

/** A host that stores files says by its status alone what it thinks; its words are XML or none. */
function classifyByStatus(answer: Answer, vendor: Vendor, spec: RequestSpec): Failure | undefined {
	const { status } = answer;
	if (status >= 200 && status < 300) return undefined;
	const isPassing = status === 408 || status === 425 || status >= 500;
	const kind = status === 429 ? 'rateLimited' : status === 404 ? 'notFound' : isPassing ? 'unavailable' : 'refused';
	return {
		kind,
		message: `The file storage of ${vendor.displayName} refused the request (HTTP ${status})`,
		description: isPassing
			? ''
			: 'The address of a file is good for a short time only; each run of the item asks for a new one.',
		httpStatus: status,
		...certaintyOf(answer, { kind }, spec),
	};
}

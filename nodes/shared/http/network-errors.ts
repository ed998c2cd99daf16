import { Refusal, type Failure } from '../failure';

/** Codes with which Node and OpenSSL reject the certificate of the server (`X509_V_ERR_` in OpenSSL). */
const CERTIFICATE_CODE =
	/^((CERT|CRL|DEPTH|SELF|UNABLE|INVALID|ERROR_IN)_[A-Z_]+|HOSTNAME_MISMATCH|PATH_LENGTH_EXCEEDED|ERR_TLS[A-Z_]*)$/;
/** Codes of Node for connections, name look-ups and broken answers (`HPE_`, `Z_`); `EAUTH` and `ESTATUS` are refused sign-ins. */
const NETWORK_CODE = /^(E(?!RR_|AUTH$|STATUS$)[A-Z_]{3,}|(HPE|Z)_[A-Z_]+|ERR_(SSL|NETWORK|SOCKET|STREAM)[A-Z0-9_]*)$/;
/** With these no byte of the request left this machine. */
const NEVER_SENT = /^(ECONNREFUSED|ENOTFOUND|EAI_[A-Z]+|EHOSTUNREACH|ENETUNREACH)$/;
/** Codes of OpenSSL, by Node with `ERR_SSL_` before them or with `EPROTO` and a text. */
const TLS_CODE = /^(EPROTO|ERR_SSL_[A-Z0-9_]+)$/;
/**
 * Reasons of OpenSSL that belong to the start of a connection, before anything is sent over it. Those about a record
 * that cannot be decrypted and about the client's own certificate may come later and are left out.
 */
const HANDSHAKE_REASON =
	/handshake failure|wrong version number|unsupported protocol|protocol version|version too low|unrecognized name|no protocols available|no application protocol|inappropriate fallback|no (shared cipher|ciphers available|suitable)|wrong signature type|dh key too small|ee key too small|ca md too weak|certificate verify failed|legacy renegotiation disabled|insufficient security|packet length too long|http request|unknown protocol/i;
/** How Node words a connection that ends before its handshake; the code alone (`ECONNRESET`) would not tell. */
const BEFORE_HANDSHAKE = /before secure TLS connection was established/i;
const TIMEOUT_CODES = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ERR_CANCELED', 'ABORT_ERR']);

interface Circumstances {
	deadline: AbortSignal;
	cancelled?: AbortSignal;
	/** Why a sign-in on the way was refused. */
	signIn?: Failure;
}

/** The causes of an error that n8n wrapped, from the outside in. */
function causesOf(error: unknown): Array<Record<string, unknown>> {
	const causes: Array<Record<string, unknown>> = [];
	let current = error;
	while (typeof current === 'object' && current !== null && causes.length < 5) {
		const record = current as Record<string, unknown>;
		causes.push(record);
		current = record.cause;
	}
	return causes;
}

/**
 * Puts what n8n's helper threw into our own words; its own texts may quote what was sent or answered.
 */
export function classifyThrown(error: unknown, vendor: string, timeout: number, circumstances: Circumstances): Failure {
	const causes = causesOf(error);
	const refusal = causes.find((cause): cause is Record<string, unknown> & Refusal => cause instanceof Refusal);
	if (refusal) return refusal.failure;
	if (circumstances.cancelled?.aborted) return cancelled(vendor);

	const codes = causes.flatMap(codesOf);
	if (circumstances.deadline.aborted || codes.some((code) => TIMEOUT_CODES.has(code))) {
		return {
			kind: 'timeout',
			message: `${vendor} did not answer within ${timeout / 1000} seconds`,
			description: 'If this happens often, raise Options > Timeout.',
			outcome: 'unknown',
		};
	}
	const code = codes.find((entry) => NETWORK_CODE.test(entry) || CERTIFICATE_CODE.test(entry));
	if (code) return unreachable(vendor, code, isUnsent(code, causes));
	if (circumstances.signIn) return circumstances.signIn;
	const status = causes.map(statusOf).find((found) => found !== undefined);
	if (status !== undefined && (status >= 500 || status === 429)) return signInUnavailable(vendor, status);
	if (causes.some(({ message }) => /content.type|unexpected token|JSON/i.test(String(message))))
		return signInUnreadable(vendor);
	return {
		kind: 'credential',
		message: `n8n could not sign in to ${vendor}`,
		description: 'Open the credential, check its client ID, secret and base URL with its test, and save it again.',
	};
}

/** Early versions of n8n lose the cause of an error they wrap, and keep its code where an HTTP status belongs. */
function codesOf({ code, httpCode }: Record<string, unknown>): string[] {
	return [code, httpCode].map((value) => String(value ?? ''));
}

/** The HTTP status that an error carries in one of the usual places. */
function statusOf(cause: Record<string, unknown>): number | undefined {
	const response = typeof cause.response === 'object' && cause.response !== null ? cause.response : {};
	const found = [cause.status, cause.statusCode, cause.httpCode, (response as Record<string, unknown>).status]
		.map(Number)
		.find((status) => status >= 100 && status < 600);
	return found;
}

function signInUnreadable(vendor: string): Failure {
	return {
		kind: 'malformed',
		message: `${vendor} answered the sign-in with something that is not JSON`,
		description: 'Check that the base URL of the credential is the address of the API.',
		outcome: 'none',
	};
}

function signInUnavailable(vendor: string, status: number): Failure {
	return {
		kind: 'unavailable',
		message: `n8n could not sign in to ${vendor} just now (HTTP ${status})`,
		description: '',
		httpStatus: status,
		outcome: 'none',
	};
}

/** Whether the connection failed before a byte of the request was sent. */
function isUnsent(code: string, causes: Array<Record<string, unknown>>): boolean {
	const says = (pattern: RegExp) =>
		causes.some(({ message, reason }) => [message, reason].some((text) => pattern.test(String(text ?? ''))));
	if (NEVER_SENT.test(code) || CERTIFICATE_CODE.test(code) || says(BEFORE_HANDSHAKE)) return true;
	if (!TLS_CODE.test(code)) return false;
	return HANDSHAKE_REASON.test(code.replaceAll('_', ' ')) || says(HANDSHAKE_REASON);
}

function unreachable(vendor: string, code: string, isNeverSent: boolean): Failure {
	return {
		kind: 'unreachable',
		// n8n replaces a message that holds a network code by a text of its own.
		message: isNeverSent ? `${vendor} could not be reached` : `The connection to ${vendor} broke off`,
		description: `Check the base URL of the credential and the network of this n8n (${code}).`,
		outcome: isNeverSent ? 'none' : 'unknown',
	};
}

function cancelled(vendor: string): Failure {
	return {
		kind: 'cancelled',
		message: `The execution was stopped while ${vendor} was asked`,
		description: '',
		outcome: 'unknown',
	};
}

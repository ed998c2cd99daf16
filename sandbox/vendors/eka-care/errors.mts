import type { Answer } from '../../shared/vendor.mts';

/** `/dr`, `/profiles`, webhooks: `{ error: { code, message } }`. */
export function drError(status: number, code: string, message: string): Answer {
	return { status, body: { error: { code, message } } };
}

/** `/mr` cases and documents: `{ error, code }` with a word for the code. */
export function caseError(status: number, code: string, error: string): Answer {
	return { status, body: { error, code } };
}

/** Sign-in: `{ code, error }` with a number for the code. */
export function signInError(status: number, error: string): Answer {
	return { status, body: { code: status, error } };
}

/** The gateway in front of everything, and `/appointments`: `{ message }`. */
export function gatewayError(status: number, message: string): Answer {
	return { status, body: { message } };
}

/** `/profiles` for an unknown patient: `{ code, message }`. */
export function profileError(status: number, code: string, message: string): Answer {
	return { status, body: { code, message } };
}

/** A clinic's details: as for an unknown profile, with `success`. */
export function clinicError(status: number, code: string, message: string): Answer {
	return { status, body: { success: false, code, message } };
}

/** `/cdr`: `{ status: 'error', message }`. */
export function cdrError(status: number, message: string): Answer {
	return { status, body: { status: 'error', message } };
}

/** `/cdr` for an invalid new record: a list of texts for each field, and one for all. */
export function fieldsError(fields: Record<string, string[]>): Answer {
	return { status: 400, body: { ...fields, message: Object.values(fields).flat().slice(0, 3) } };
}

/** Slots: `success` is text here. */
export function slotError(status: number, message: string): Answer {
	return { status, body: { success: 'false', status_code: status, message } };
}

/** Workspace entities wrap the `/dr` error once more. */
export function wrappedError(status: number, code: string, message: string): Answer {
	return { status, body: { data: {}, success: false, status_code: status, error: { code, message } } };
}

/** The authorisation of an upload; an error of a single document is inside that document instead. */
export function uploadError(status: number, message: string): Answer {
	return { status, body: { error: true, message, batch_response: [], upload_time: null } };
}

/** The parser answers with plain text. */
export function parserError(status: number, message: string): Answer {
	return { status, raw: { type: 'text/plain; charset=utf-8', content: message } };
}

/** The storage is not Eka Care's own and answers with XML. */
export function storageError(status: number, code: string, message: string): Answer {
	const safe = message.replace(/[<>&]/g, ' ');
	const content = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${safe}</Message></Error>`;
	return { status, raw: { type: 'application/xml', content } };
}

/**
 * The shapes in which Eka Care reports a failure, by letter. Most belong to a family of operations; the
 * others come from operations that CareChain does not call. A fault can use any of them.
 */
export const SHAPES: Record<string, (status: number, code: string, message: string) => Answer> = {
	A: drError,
	B: caseError,
	C: (status, _code, message) => signInError(status, message),
	D: (status, _code, message) => gatewayError(status, message),
	E: profileError,
	F: (status, _code, message) => cdrError(status, message),
	G: (status, _code, message) => ({ status, body: { field: [message], message: [message] } }),
	H: (status, _code, message) => slotError(status, message),
	I: wrappedError,
	J: (status, code, message) => ({ status, body: { data: {}, err: { code, message } } }),
	K: (status, _code, message) => uploadError(status, message),
	L: (status, error_code, message) => ({ status, body: { error: [{ error_code, message }] } }),
	M: (status, _code, message) => ({ status, body: { message, error_code: status } }),
	N: (status, error_code, message) => ({
		status,
		body: { error: { error_code, display_message: message, message: `${error_code}: ${message}` } },
	}),
	// Plain text below 500, no body from 500 on.
	O: (status, _code, message) => (status < 500 ? parserError(status, message) : { status }),
	// No reason at all; and the format of the vendor's tools for agents.
	P: (status) => ({ status, body: { error: true } }),
	Q: (status, code, message) => ({ status, body: { error: true, message, code } }),
};

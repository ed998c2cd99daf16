import type { Answer } from '../../shared/vendor.mts';

/** `/dr`: `{ error: { code, message } }`. */
export function drError(status: number, code: string, message: string): Answer {
	return { status, body: { error: { code, message } } };
}

/** `/mr` cases: `{ error, code }` with a word for the code. */
export function caseError(status: number, code: string, error: string): Answer {
	return { status, body: { error, code } };
}

/** Sign-in: `{ code, error }` with a number for the code. */
export function signInError(status: number, error: string): Answer {
	return { status, body: { code: status, error } };
}

/** The gateway in front of everything: `{ message }`. */
export function gatewayError(status: number, message: string): Answer {
	return { status, body: { message } };
}

/** `/cdr`: `{ status: 'error', message }`. */
export function cdrError(status: number, message: string): Answer {
	return { status, body: { status: 'error', message } };
}

/** Workspace entities wrap the `/dr` error once more. */
export function wrappedError(status: number, code: string, message: string): Answer {
	return { status, body: { data: {}, success: false, status_code: status, error: { code, message } } };
}

import type { Answer } from '../../shared/vendor.mts';

/** `{ code, data, message }`: the envelope of every answer but the token's. */
export function envelope(status: number, code: number, data: unknown, message: string): Answer {
	return { status, body: { code, data, message } };
}

/** Invalid values and unknown records: HTTP 400 with code 4000. */
export function refused(message: string): Answer {
	return envelope(400, 4000, null, message);
}

export function success(data: unknown): Answer {
	return envelope(200, 2000, data, 'Success');
}

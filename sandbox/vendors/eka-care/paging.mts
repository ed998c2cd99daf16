import type { Row } from '../../shared/db.mts';

/** The place after a row, in the order of changes; rows that changed in the same second keep their order. */
export function tokenAfter({ updated_at, number }: Row): string {
	return Buffer.from(`${updated_at}:${number}`).toString('base64url');
}

/** The place a token stands for: time of change and row number. An unknown one means the beginning. */
export function readToken(token: unknown): [number, number] {
	const [time, number] = Buffer.from(String(token ?? ''), 'base64url')
		.toString()
		.split(':')
		.map(Number);
	return [time || 0, number || 0];
}

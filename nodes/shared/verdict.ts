import type { Failure } from './failure';
import type { Session } from './session';
import { requestIdOf } from './transport';
import type { Answer } from './types';

/** Turns the vendor's no into a failure in our words. */
export function refusedBy(session: Session, answer: Answer, advice: string, mentioned: string[]): Failure | undefined {
	const refusal = session.vendor.refusal(answer);
	if (!refusal) return undefined;
	const vendor = session.vendor.displayName;
	const words = GENERAL_WORDS[refusal.kind];
	const code = refusal.vendorCode ? `, code ${refusal.vendorCode}` : '';
	const named = mentioned.length > 0 ? ` The vendor's answer mentions: ${mentioned.join(', ')}.` : '';
	return {
		kind: refusal.kind,
		message: `${refusal.message ?? words?.message.replace('VENDOR', vendor) ?? `${vendor} refused the request`} (HTTP ${answer.status}${code})`,
		description: (refusal.description ?? words?.description ?? advice) + named,
		httpStatus: answer.status,
		vendorCode: refusal.vendorCode,
		requestId: requestIdOf(answer.headers),
	};
}

const GENERAL_WORDS: Partial<Record<Failure['kind'], { message: string; description?: string }>> = {
	credential: {
		message: 'VENDOR did not accept the credential',
		description: 'Open the credential, check it with its test, and save it again.',
	},
	forbidden: {
		message: 'VENDOR does not allow this with the credential in use',
		description: 'Ask the owner of the account which clinics and records this credential may use.',
	},
	notFound: { message: 'VENDOR knows no such record' },
	alreadyExists: { message: 'VENDOR already has such a record' },
	refused: { message: 'VENDOR refused the data' },
	rateLimited: {
		message: 'VENDOR is receiving too many requests',
		description: 'Wait a little and run the items that were refused again.',
	},
	unavailable: {
		message: 'VENDOR could not handle the request',
		description: 'It is not known whether the request was carried out. Look there before running this item again.',
	},
};

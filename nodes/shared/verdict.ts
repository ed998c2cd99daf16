import type { Failure, FailureKind, VendorRefusal } from './failure';
import { fieldsNamedIn } from './field-names';
import { requestIdOf } from './transport';
import type { Answer, Operation, RequestSpec, Vendor } from './types';

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
	rateLimited: {
		message: 'is receiving too many requests',
		description: 'Wait a little and run the items that were refused again.',
	},
	unavailable: {
		message: 'could not handle the request',
		description: 'It is not known whether the request was carried out. Look there before running this item again.',
	},
	malformed: {
		message: 'gave an answer that makes no sense',
		description:
			'Check that the base URL of the credential is the address of the API. It is not known whether the request was carried out.',
	},
};

function mentioned(words: string | undefined, operation: Operation): string {
	const names = words ? fieldsNamedIn(words, operation.fields) : [];
	return names.length > 0 ? ` The vendor's answer mentions ${names.join(', ')}.` : '';
}

/**
 * Judges an answer: undefined when it is a success for this request, else the vendor's no in our words.
 */
export function failureIn(
	answer: Answer,
	vendor: Vendor,
	operation: Operation,
	spec: RequestSpec,
): Failure | undefined {
	const no = spec.accepts?.(answer) ? undefined : vendor.refusal(answer);
	if (!no && (operation.isComplete?.(answer) ?? true)) return undefined;
	const refusal: VendorRefusal = no ?? { kind: 'malformed' };

	const general = GENERAL_WORDS[refusal.kind];
	const message = refusal.message ?? `${vendor.displayName} ${general?.message ?? 'refused the request'}`;
	const code = refusal.vendorCode ? `, code ${refusal.vendorCode}` : '';
	const advice = refusal.description ?? general?.description ?? operation.whenRefused;
	return {
		kind: refusal.kind,
		message: `${message} (HTTP ${answer.status}${code})`,
		description: advice + mentioned(refusal.words, operation),
		httpStatus: answer.status,
		vendorCode: refusal.vendorCode,
		requestId: requestIdOf(answer.headers),
	};
}

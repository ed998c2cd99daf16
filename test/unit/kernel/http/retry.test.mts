import { mayResend } from '../../../../nodes/shared/http/retry.ts';
import type { Failure, FailureKind } from '../../../../nodes/shared/failure.ts';
import type { Resend } from '../../../../nodes/shared/types.ts';

const RULES: Resend[] = ['always', 'keyed', 'never'];
const failure = (kind: FailureKind, more: Partial<Failure> = {}): Failure => ({
	kind,
	message: 'no',
	description: 'no',
	...more,
});
const allowed = (given: Failure, canLookUp = true) => RULES.filter((rule) => mayResend(given, rule, canLookUp));

describe('whether a request may go out again', () => {
	const passing: FailureKind[] = ['unreachable', 'timeout', 'rateLimited', 'unavailable', 'malformed'];
	const lasting: FailureKind[] = [
		...(['input', 'configuration', 'credential', 'forbidden', 'notFound', 'alreadyExists'] as const),
		...(['refused', 'cancelled', 'defect'] as const),
	];

	it.each(passing)('after "%s" when nothing was carried out: always', (kind) => {
		expect(allowed(failure(kind, { outcome: 'none' }))).toEqual(RULES);
		expect(allowed(failure(kind, { outcome: 'none' }), false)).toEqual(RULES);
	});

	it.each(passing)(
		'after "%s" of unknown outcome: by the rule, and for a key only when it can be looked up',
		(kind) => {
			expect(allowed(failure(kind, { outcome: 'unknown' }))).toEqual(['always', 'keyed']);
			expect(allowed(failure(kind, { outcome: 'unknown' }), false)).toEqual(['always']);
		},
	);

	it.each(passing)('after "%s" whose outcome is not said: as if it were unknown', (kind) => {
		expect(allowed(failure(kind), false)).toEqual(['always']);
	});

	it.each(lasting)('after "%s": never', (kind) => {
		expect(allowed(failure(kind, { outcome: 'none' }))).toEqual([]);
	});

	it('never when it would end the same way', () => {
		expect(allowed(failure('malformed', { outcome: 'none', isFinal: true }))).toEqual([]);
	});
});

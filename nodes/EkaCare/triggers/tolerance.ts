import { inputRefusal } from '../../shared/failure';

/** What Eka Care's documents propose, in seconds. */
export const USUAL_TOLERANCE = 180;

function secondsIn(given: unknown): number | undefined {
	const isGiven = typeof given === 'number' || (typeof given === 'string' && given.trim() !== '');
	const seconds = isGiven ? Number(given) : NaN;
	return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}

/** How far the time in a signature may be from now, in seconds. What is no number never makes it wider than usual. */
export function toleranceOf({ signatureTolerance }: { signatureTolerance?: unknown }): number {
	return secondsIn(signatureTolerance) ?? USUAL_TOLERANCE;
}

/**
 * Says so before any event comes, when it is no number that is given.
 *
 * @throws Refusal
 */
export function assertTolerance({ signatureTolerance: given }: { signatureTolerance?: unknown }): void {
	if (given === undefined || given === null || secondsIn(given) !== undefined) return;
	throw inputRefusal(
		'Signature Tolerance',
		'is not a number of seconds',
		`Give a number above 0, such as ${USUAL_TOLERANCE}, or remove the option.`,
	);
}

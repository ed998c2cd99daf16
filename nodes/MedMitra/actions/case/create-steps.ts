import { Refusal } from '../../../shared/failure';
import { unlessPassing } from '../../../shared/http/retry';
import type { ItemInput, Later, OutputItem, RequestSpec, SendRequest } from '../../../shared/types';
import { caseWithInsights } from '../../insights';
import { lookForInsights, pauseAfter } from '../../waiting';
import { type Earlier, earlierCase, stillUndecided, UNDECIDED_MS } from './earlier-case';

/** The new case cannot be waited for, because nobody knows which one it is. */
export function nameless(): Refusal {
	return new Refusal({
		kind: 'malformed',
		message: 'MedMitra created the case, but did not tell its ID',
		description: 'Look the case up in MedMitra.',
		outcome: 'partial',
	});
}

/** The case that the wait of the item is for, after it was created. */
export async function awaitCreated(
	input: ItemInput,
	limit: number,
	request: SendRequest,
): Promise<OutputItem[] | Later> {
	const awaited = { caseId: input.notes.caseId, limit, isCreated: true };
	const found = await lookForInsights(input, awaited, request);
	return 'lookAgainIn' in found ? found : [{ json: caseWithInsights(found) }];
}

/** A look that fails in passing while a case is already looked at says nothing yet. */
export async function earlierOf(input: ItemInput, creation: RequestSpec, request: SendRequest): Promise<Earlier> {
	const isFirst = input.notes.undecidedSince === undefined;
	return (await unlessPassing(earlierCase(input, creation, request), () => isFirst)) ?? 'undecided';
}

/**
 * Looks again whether a case of an earlier run is the one of this item.
 *
 * @throws Refusal when the time for it is over
 */
export function lookAgain({ notes, params }: ItemInput, limit: number): Later {
	notes.undecidedSince ??= Date.now();
	const most = params.waitForInsights === true ? limit * 1000 : UNDECIDED_MS;
	const elapsed = Date.now() - Number(notes.undecidedSince);
	if (elapsed >= most) throw stillUndecided();
	return { lookAgainIn: pauseAfter(elapsed, most) };
}

import { failureOf, Refusal } from '../failure';
import type { Answer, RequestSpec, SendRequest } from '../types';
import { withEarlierSteps } from './outcome';

/**
 * Answers a request from what was asked for before, and sends it only the first time.
 *
 * @param shared the answers so far, by request; a refused request is forgotten, for the next item may have better luck
 * @throws Refusal with the vendor's no, and with what earlier steps of this item have done already
 */
export async function shareAnswer(
	shared: Map<string, Promise<Answer>>,
	spec: RequestSpec,
	request: SendRequest,
): Promise<Answer> {
	const key = JSON.stringify([spec.method, spec.path, spec.query, spec.headers, spec.body]);
	// What was done already differs by item, so it is told to each by itself.
	const known = shared.get(key) ?? request({ ...spec, isShared: false, alreadyDone: undefined });
	shared.set(key, known);
	known.catch(() => shared.delete(key));
	const settled = await known.then(
		(answer) => ({ answer }),
		(error: unknown) => ({ failure: failureOf(error) }),
	);
	if ('failure' in settled) throw new Refusal(withEarlierSteps(settled.failure, spec));
	return settled.answer;
}

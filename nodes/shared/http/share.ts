import type { Answer, RequestSpec, SendRequest } from '../types';

/**
 * Answers a request from what was asked for before, and sends it only the first time.
 *
 * @param shared the answers so far, by request; a refused request is forgotten, for the next item may have better luck
 * @throws Refusal with the vendor's no
 */
export async function shareAnswer(
	shared: Map<string, Promise<Answer>>,
	spec: RequestSpec,
	request: SendRequest,
): Promise<Answer> {
	const key = JSON.stringify([spec.method, spec.path, spec.query, spec.headers, spec.body]);
	const known = shared.get(key) ?? request({ ...spec, isShared: false });
	shared.set(key, known);
	known.catch(() => shared.delete(key));
	return await known;
}

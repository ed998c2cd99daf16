import type { IDataObject } from 'n8n-workflow';

import type { DoneStep, OutcomeFacts } from '../failure';
import { isRepeatable } from '../http/outcome';
import { ruleOf } from '../http/retry';
import type { Answer, RequestSpec } from '../types';
import { isRecord } from '../values';

const NAME = 'stepsDone';
const UNSURE = 'unsure';
const MOST_IDS = 4;

/** What the requests of an item have done so far; kept in its notes, so also while the execution is parked. */
export function stepsDone(notes: IDataObject): DoneStep[] {
	return (notes[NAME] ?? []) as unknown as DoneStep[];
}

/** What is known of a request that may have been carried out although its last attempt was refused. */
export function unsureStep(notes: IDataObject): OutcomeFacts | undefined {
	return notes[UNSURE] as OutcomeFacts | undefined;
}

/** Notes what a request has done. Reading does nothing, and neither does what the vendor refused. */
export function noteStep(notes: IDataObject, spec: RequestSpec, answer: Answer): void {
	const { about, howToCheck, instead } = spec;
	if (spec.method === 'GET') return;
	if (answer.status >= 300) {
		const facts: OutcomeFacts = { howToCheck, isRepeatable: isRepeatable(spec, ruleOf(spec)) };
		if (answer.afterUnknown) notes[UNSURE] = facts as IDataObject;
		return;
	}
	const says = spec.done ? spec.done(answer) : generally(spec, answer);
	if (says === undefined) return;
	const others = stepsDone(notes).filter((step) => about === undefined || step.about !== about);
	const step: DoneStep = {
		says,
		isRepeatable: isRepeatable(spec, ruleOf(spec)),
		...(instead !== undefined && { instead }),
		...(about !== undefined && { about }),
	};
	notes[NAME] = [...others, step] as unknown as IDataObject[];
}

function generally({ body: sent }: RequestSpec, { body }: Answer): string {
	const known = JSON.stringify(sent ?? {});
	const isNew = (value: unknown) =>
		(typeof value === 'number' || (typeof value === 'string' && /^[\w.-]{1,64}$/.test(value))) &&
		!known.includes(String(value));
	const ids = recordsIn(body)
		.flatMap((record) => Object.entries(record))
		.filter(([name, value]) => /^(id|oid|.*_id)$/.test(name) && isNew(value))
		.slice(0, MOST_IDS)
		.map(([name, value]) => `${name} ${String(value)}`);
	return ids.length > 0 ? `The vendor carried it out (${ids.join(', ')}).` : 'The vendor carried it out.';
}

/** The answer and the objects right inside of it. */
function recordsIn(body: unknown): Array<Record<string, unknown>> {
	return isRecord(body) ? [body, ...Object.values(body).filter(isRecord)] : [];
}

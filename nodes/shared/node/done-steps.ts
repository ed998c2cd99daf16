import type { IDataObject } from 'n8n-workflow';

import type { DoneStep } from '../advice';
import { isRepeatable } from '../http/outcome';
import { ruleOf } from '../http/retry';
import type { Answer, RequestSpec } from '../types';
import { isRecord } from '../values';

const NAME = 'stepsDone';
const MOST_IDS = 4;

/** What the requests of an item have done so far; kept in its notes, so also while the execution is parked. */
export function stepsDone(notes: IDataObject): DoneStep[] {
	return (notes[NAME] ?? []) as unknown as DoneStep[];
}

/** Notes what a request has done. Reading does nothing, and neither does what the vendor refused. */
export function noteStep(notes: IDataObject, spec: RequestSpec, answer: Answer): void {
	if (spec.method === 'GET' || answer.status >= 300) return;
	const { about, instead } = spec;
	const others = stepsDone(notes).filter((step) => about === undefined || step.about !== about);
	const step: DoneStep = {
		says: spec.done?.(answer) ?? generally(spec, answer),
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

import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { openAsking } from '../../shared/node/list-search';
import { configurationRefusal, failureOf, toNodeError } from '../../shared/failure';
import { casesIn, listRequest } from '../cases';
import { medMitra } from '../vendor';
import { compare, EVENTS, memoryIn, type CaseEvent, type Change } from './changes';
import { sampleOf } from './sample';

const MINUTE_MS = 60_000;
export const STANDARD_STUCK_MINUTES = 15;

/** The case as the list has it, and what happened to it. */
function itemOf({ event, row }: Change): INodeExecutionData {
	return { json: { event, ...row } };
}

function eventsOf(context: IPollFunctions): CaseEvent[] {
	const given: unknown = context.getNodeParameter('events', []);
	const chosen = EVENTS.filter((event) => Array.isArray(given) && given.includes(event));
	if (chosen.length > 0) return chosen;
	throw configurationRefusal('"Trigger On" is empty', 'Choose at least one event.');
}

/** Milliseconds. */
function stuckAfterOf(context: IPollFunctions): number {
	const minutes = Number(context.getNodeParameter('stuckAfter', STANDARD_STUCK_MINUTES));
	if (minutes > 0) return minutes * MINUTE_MS;
	throw configurationRefusal('"Stuck After" is out of range', 'Give a number of minutes above 0.');
}

async function changesOf(context: IPollFunctions): Promise<Change[]> {
	const events = eventsOf(context);
	const stuckAfter = stuckAfterOf(context);
	const { ask, credentials } = await openAsking(context, medMitra);
	const account = medMitra.account?.(credentials) ?? {};
	const rows = casesIn(await ask(listRequest(account)));
	if (context.getMode() === 'manual') return [sampleOf(rows, events)];

	const stored: IDataObject = context.getWorkflowStaticData('node');
	const owner = `${medMitra.baseUrl(credentials)} ${String(account.userId)}`;
	const before = memoryIn(stored, owner);
	const { changes, memory } = compare(before, rows, { owner, stuckAfter, now: Date.now() });
	// n8n saves what is assigned, so what is the same is not.
	if (JSON.stringify(memory) !== JSON.stringify(before)) stored.memory = memory;
	return changes.filter(({ event }) => events.includes(event));
}

/**
 * One poll of the trigger. The first one takes stock and gives nothing; while a workflow is being built each gives a
 * sample, and nothing is remembered.
 */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		const changes = await changesOf(this);
		return changes.length > 0 ? [changes.map(itemOf)] : null;
	} catch (error) {
		throw toNodeError(this, failureOf(error));
	}
}

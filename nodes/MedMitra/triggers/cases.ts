import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { configurationRefusal } from '../../shared/failure';
import { changedStates, type Change } from '../../shared/trigger/changed-states';
import { chosenEvents } from '../../shared/trigger/events';
import type { PollTrigger } from '../../shared/trigger/poll';
import { casesIn, listRequest } from '../requests';
import { medMitra } from '../vendor';
import { caseStates, EVENTS, type CaseEvent } from './events';
import { sampleOf } from './sample';

const MINUTE_MS = 60_000;
export const STANDARD_STUCK_MINUTES = 15;

interface Wanted {
	events: CaseEvent[];
	/** Milliseconds. */
	stuckAfter: number;
}

function eventsOf(context: IPollFunctions): CaseEvent[] {
	const chosen = chosenEvents(context.getNodeParameter('events', []), EVENTS) as CaseEvent[];
	if (chosen.length > 0) return chosen;
	throw configurationRefusal('"Trigger On" is empty', 'Choose at least one event.');
}

function stuckAfterOf(context: IPollFunctions): number {
	const minutes = Number(context.getNodeParameter('stuckAfter', STANDARD_STUCK_MINUTES));
	if (minutes > 0) return minutes * MINUTE_MS;
	throw configurationRefusal('"Stuck After" is out of range', 'Give a number of minutes above 0.');
}

/** The cases of the credential's user. */
export const cases: PollTrigger<Wanted, IDataObject, Change<CaseEvent>> = {
	vendor: medMitra,
	wanted: (context) => ({ events: eventsOf(context), stuckAfter: stuckAfterOf(context) }),
	owner: (_wanted, credentials) => String(medMitra.account?.(credentials)?.userId),
	list: async ({ request, credentials }) =>
		casesIn(await request(listRequest(medMitra.account?.(credentials) ?? {}))),
	comparison: ({ stuckAfter }) => changedStates(caseStates(stuckAfter)),
	isWanted: ({ event }, { events }) => events.includes(event),
	sample: (rows, { events }) => sampleOf(rows, events),
	item: ({ event, record }) => ({ event, ...record }),
};

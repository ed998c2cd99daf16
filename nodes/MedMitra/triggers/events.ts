import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import type { State, States } from '../../shared/trigger/changed-states';
import { isUuid } from '../requests';

/** What a case can start a workflow by. */
export const EVENTS = [
	{ name: 'Analysis Completed', value: 'analysisCompleted', description: 'The insights of a case are ready' },
	{
		name: 'Analysis Failed',
		value: 'analysisFailed',
		description: 'The analysis of a case ended without insights',
	},
	{
		name: 'Analysis Stuck',
		value: 'analysisStuck',
		description: 'A case is still processing after the time you set',
	},
	{ name: 'Case Created', value: 'caseCreated', description: 'A case is new' },
] as const satisfies INodePropertyOptions[];

export type CaseEvent = (typeof EVENTS)[number]['value'];

/** What is remembered of a case. Never `updated_at`: a new status does not move it. */
interface CaseState extends State {
	status: string;
	/** Epoch milliseconds since when it has been seen in processing. */
	since?: number;
	/** That it is stuck was noticed. */
	stuck?: boolean;
}

function createdOf({ created_at }: IDataObject): number {
	const created = Date.parse(String(created_at));
	return Number.isNaN(created) ? 0 : created;
}

/**
 * How a case gets from one state to the next.
 *
 * @param stuckAfter milliseconds that an analysis may take
 */
export function caseStates(stuckAfter: number): States<CaseState, CaseEvent> {
	return {
		name: 'cases',
		idOf: ({ case_id }) => (isUuid(case_id) ? case_id : undefined),
		next(record, known, now) {
			const status = String(record.status ?? '');
			const created = createdOf(record);
			if (status !== 'processing') return { status, created };
			// The analysis starts when the case is created. A clock that is ahead of ours says nothing.
			const start = created > 0 && created <= now ? created : now;
			const since = known?.since ?? start;
			return { status, created, since, ...(now - since > stuckAfter && { stuck: true }) };
		},
		eventsOf(known, next) {
			const events: CaseEvent[] = known ? [] : ['caseCreated'];
			if (next.status === 'completed' && known?.status !== 'completed') events.push('analysisCompleted');
			if (next.status === 'failed' && known?.status !== 'failed') events.push('analysisFailed');
			if (next.stuck && !known?.stuck) events.push('analysisStuck');
			return events;
		},
	};
}

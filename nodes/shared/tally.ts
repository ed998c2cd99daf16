import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from './types';

/** What happened on the way, to be told at the end. */
export interface Tally {
	/** Requests that were sent again. */
	resent: number;
	/** Whether any item came as far as being sent. */
	attempted: boolean;
}

function count(number: number, one: string, many: string): string {
	return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}

/**
 * One sentence on an execution in which anything was out of the ordinary; undefined when nothing was.
 *
 * @param slowedDown how often the vendor asked to slow down
 */
export function summary(outcomes: Outcome[], tally: Tally, slowedDown: number): string | undefined {
	const done = outcomes.flatMap((outcome) => ('items' in outcome ? [outcome.items] : []));
	const existed = done.filter((items) => items.some((item: IDataObject) => item.alreadyExisted === true)).length;
	const refused = outcomes.length - done.length;
	if (existed + refused + tally.resent + slowedDown === 0) return undefined;

	const results = [
		`${(done.length - existed).toLocaleString('en-US')} done`,
		existed > 0 ? `${existed.toLocaleString('en-US')} already existed` : '',
		refused > 0 ? `${refused.toLocaleString('en-US')} refused` : '',
	].filter(Boolean);
	const events = [
		tally.resent > 0 ? `${count(tally.resent, 'request', 'requests')} sent again` : '',
		slowedDown > 0 ? `slowed down ${count(slowedDown, 'time', 'times')} by the vendor` : '',
	].filter(Boolean);
	const told = [results.join(', '), ...events].join('; ');
	return `${count(outcomes.length, 'item', 'items')}: ${told}.`;
}

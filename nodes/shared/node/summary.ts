import type { Settled } from '../types';

/** What happened on the way, to be told at the end. */
export interface Tally {
	/** Requests that were sent again. */
	resent: number;
	/** Requests without a clear answer of which a look showed that they were carried out. */
	found: number;
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
export function summary(outcomes: Settled[], tally: Tally, slowedDown: number): string | undefined {
	const done = outcomes.flatMap((outcome) => ('items' in outcome ? [outcome.items] : []));
	const failures = outcomes.flatMap((outcome) => ('failure' in outcome ? [outcome.failure.outcome] : []));
	const existed = done.filter((items) => items.some(({ json }) => json.alreadyExisted === true)).length;
	const unknown = failures.filter((outcome) => outcome === 'unknown').length;
	const partial = failures.filter((outcome) => outcome === 'partial').length;
	const refused = failures.length - unknown - partial;
	if (existed + failures.length + tally.resent + tally.found + slowedDown === 0) return undefined;

	const told = (number: number, words: string) => (number > 0 ? `${number.toLocaleString('en-US')} ${words}` : '');
	const results = [
		`${(done.length - existed).toLocaleString('en-US')} done`,
		told(existed, 'already existed'),
		told(refused, 'refused'),
		told(partial, 'done in part'),
		told(unknown, 'of unknown outcome'),
	].filter(Boolean);
	const events = [
		tally.resent > 0 ? `${count(tally.resent, 'request', 'requests')} sent again` : '',
		tally.found > 0 ? `${count(tally.found, 'request', 'requests')} without an answer found done` : '',
		slowedDown > 0 ? `slowed down ${count(slowedDown, 'time', 'times')} by the vendor` : '',
	].filter(Boolean);
	return `${count(outcomes.length, 'item', 'items')}: ${[results.join(', '), ...events].join('; ')}.`;
}

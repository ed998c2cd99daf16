import { flag, integer } from '../../../shared/fields/build';

/** Seconds between two questions for the result, and for all of them. */
export const ASK_EVERY = 20;

export const WAIT_AT_MOST = 300;

export const waitFields = [
	integer('askEvery', 'How many seconds to wait between checks for the result', {
		label: 'Check Every (Seconds)',
		as: false,
		default: ASK_EVERY,
		min: 1,
		max: 300,
	}),
	flag('batch', 'Whether the document is part of a batch', { as: false }),
	integer(
		'waitAtMost',
		'How many seconds to wait for the result. Raise Total Budget as well: it limits the total time of each item.',
		{ as: false, label: 'Wait Limit (Seconds)', default: WAIT_AT_MOST, min: 1, max: 3600 },
	),
];

import { choice, count, integer, onOff, text } from '../../shared/settings.mts';

const shapes = Object.fromEntries([...'ABCDEFGHIJKLMNOPQ'].map((letter) => [letter, `Shape ${letter}`]));

/** What can be changed at Eka Care's stand-in while it runs. */
export const settings = {
	/** `IN` is a follow-up that waits for its confirmation. */
	bookedStatus: text('Status of a new appointment', {
		...{ initial: 'BK', pattern: '[A-Z]{2,4}', help: 'BK: booked; IN: waiting for confirmation' },
	}),
	snatchedSlots: count('Bookings that find their slot taken', {
		help: 'This many bookings find that somebody else was faster',
	}),
	casePageSize: count('Cases per page', { min: 1, initial: 50 }),
	documentPageSize: count('Documents per page', { min: 1, initial: 50 }),
	parsingMs: count('Time to read a document (ms)', { initial: 1000 }),
	parsingFails: onOff('Documents cannot be read'),
	storageFull: onOff('Document storage is full'),
	signedUrlSeconds: integer('Lifetime of download links (s)', {
		...{ initial: 900, help: '0 or less: links have expired when they are given out' },
	}),
	/** By letter, as in errors.mts, whatever the operation; empty = each operation in its own. */
	errorShape: choice('Format of errors from faults', { '': 'As the operation does', ...shapes } as Record<
		string,
		string
	>),
};

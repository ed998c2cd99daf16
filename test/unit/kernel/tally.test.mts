import { summary } from '../../../nodes/shared/tally.ts';
import type { Outcome } from '../../../nodes/shared/types.ts';

const done: Outcome = { items: [{ id: 1 }] };
const existed: Outcome = { items: [{ id: 1, alreadyExisted: true }] };
const refused: Outcome = { failure: { kind: 'refused', message: 'no', description: 'why' } };
const many = (count: number, outcome: Outcome) => Array<Outcome>(count).fill(outcome);

describe('the summary of an execution', () => {
	it('says nothing when nothing was out of the ordinary', () => {
		expect(summary(many(1000, done), { resent: 0, attempted: true }, 0)).toBeUndefined();
		expect(summary([], { resent: 0, attempted: true }, 0)).toBeUndefined();
	});

	it('sums up in one sentence what was', () => {
		const outcomes = [...many(990, done), ...many(8, existed), ...many(2, refused)];
		expect(summary(outcomes, { resent: 5, attempted: true }, 3)).toBe(
			'1,000 items: 990 done, 8 already existed, 2 refused; 5 requests sent again; slowed down 3 times by the vendor.',
		);
	});

	it.each([
		[many(1, refused), 0, 0, '1 item: 0 done, 1 refused.'],
		[many(2, done), 1, 0, '2 items: 2 done; 1 request sent again.'],
		[many(2, done), 0, 1, '2 items: 2 done; slowed down 1 time by the vendor.'],
		[many(1, existed), 0, 0, '1 item: 0 done, 1 already existed.'],
	])('leaves out what did not happen', (outcomes, resent, slowedDown, sentence) => {
		expect(summary(outcomes, { resent, attempted: true }, slowedDown)).toBe(sentence);
	});
});

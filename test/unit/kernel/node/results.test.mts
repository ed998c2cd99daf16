import { summarize, type Result } from '../../../../nodes/shared/node/results.ts';

const done: Result = { items: [{ json: { id: 1 } }] };
const existed: Result = { items: [{ json: { id: 1, alreadyExisted: true } }] };
const refused: Result = { failure: { kind: 'refused', message: 'no', description: 'why' } };
const unknown: Result = { failure: { kind: 'timeout', message: 'no', description: 'why', outcome: 'unknown' } };
const partial: Result = { failure: { kind: 'refused', message: 'no', description: 'why', outcome: 'partial' } };
const many = (count: number, outcome: Result) => Array<Result>(count).fill(outcome);

describe('the summary of an execution', () => {
	it('says nothing when nothing was out of the ordinary', () => {
		expect(summarize(many(1000, done), { resent: 0, found: 0, attempted: true }, 0)).toBeUndefined();
		expect(summarize([], { resent: 0, found: 0, attempted: true }, 0)).toBeUndefined();
	});

	it('sums up in one sentence what was', () => {
		const outcomes = [...many(990, done), ...many(8, existed), ...many(2, refused)];
		expect(summarize(outcomes, { resent: 5, found: 0, attempted: true }, 3)).toBe(
			'1,000 items: 990 done, 8 already existed, 2 refused; 5 requests sent again; slowed down 3 times by the vendor.',
		);
	});

	it.each([
		[many(1, refused), 0, 0, '1 item: 0 done, 1 refused.'],
		[many(2, done), 1, 0, '2 items: 2 done; 1 request sent again.'],
		[many(2, done), 0, 1, '2 items: 2 done; slowed down 1 time by the vendor.'],
		[many(1, existed), 0, 0, '1 item: 0 done, 1 already existed.'],
	])('leaves out what did not happen', (outcomes, resent, slowedDown, sentence) => {
		expect(summarize(outcomes, { resent, found: 0, attempted: true }, slowedDown)).toBe(sentence);
	});

	it('does not call refused what may have been done', () => {
		expect(summarize([done, refused, partial, unknown], { resent: 0, found: 0, attempted: true }, 0)).toBe(
			'4 items: 1 done, 1 refused, 1 done in part, 1 of unknown outcome.',
		);
	});

	it('tells when a look showed that a request without an answer was carried out', () => {
		expect(summarize([done], { resent: 0, found: 1, attempted: true }, 0)).toBe(
			'1 item: 1 done; 1 request without an answer found done.',
		);
	});
});

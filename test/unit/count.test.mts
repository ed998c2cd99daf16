import { countPart, summary } from '../support/count.mjs';

const report = (changes = {}) => ({
	numPassedTests: 3,
	numFailedTests: 0,
	numPendingTests: 0,
	numTodoTests: 0,
	numRuntimeErrorTestSuites: 0,
	...changes,
});

describe('the count of the tests', () => {
	it('is green when all tests of a part passed', () => {
		expect(countPart('unit', report(), undefined)).toEqual({ name: 'unit', passed: 3, failed: 0, notes: [] });
	});

	it.each([
		['a failed test', { numFailedTests: 2 }, 2],
		['a skipped test', { numPendingTests: 1 }, 1],
		['a test still to be written', { numTodoTests: 1 }, 1],
		['a file that could not run', { numRuntimeErrorTestSuites: 1 }, 1],
		['a part without tests', { numPassedTests: 0 }, 1],
	])('takes %s for a failure', (_what, changes, failed) => {
		expect(countPart('unit', report(changes), undefined).failed).toBe(failed);
	});

	it('takes a crash for a failure, with a report and without', () => {
		expect(countPart('e2e', undefined, 'ended with SIGKILL')).toMatchObject({ passed: 0, failed: 1 });
		expect(countPart('e2e', undefined, undefined)).toMatchObject({ passed: 0, failed: 1 });
		expect(countPart('e2e', report(), 'ended with exit code 1')).toMatchObject({ passed: 3, failed: 1 });
	});

	it('counts a failed test once when it is also the reason of the exit code', () => {
		expect(countPart('unit', report({ numFailedTests: 1 }), 'ended with exit code 1').failed).toBe(1);
	});

	it('closes with one line that adds up all parts', () => {
		const lint = { name: 'lint', passed: 0, failed: 0, notes: [] };
		const lines = summary([
			lint,
			countPart('unit', report(), undefined),
			countPart('e2e', report({ numPendingTests: 1 }), undefined),
		]);
		expect(lines).toEqual([
			'  lint  ok',
			'  unit  3 passed, 0 failed',
			'  e2e   3 passed, 1 failed; 1 skipped',
			'',
			'6 passed, 1 failed',
		]);
	});
});

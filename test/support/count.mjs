// @ts-check

/**
 * What one part of the tests came to.
 * @typedef {{ name: string, passed: number, failed: number, notes: string[] }} Count
 *
 * The part of jest's JSON report that is counted.
 * @typedef {{
 *   numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   numRuntimeErrorTestSuites: number,
 * }} JestReport
 */

/**
 * Counts a part by jest's report. A test that was skipped, a file that could not run, a part without tests and a crash
 * are failures: a green line means that everything there is was run.
 * @param {string} name
 * @param {JestReport | undefined} report undefined when jest left none
 * @param {string | undefined} crash how jest ended when it did not end well
 * @returns {Count}
 */
export function countPart(name, report, crash) {
	if (!report) return { name, passed: 0, failed: 1, notes: [`left no report: ${crash ?? 'nothing was run'}`] };
	const notes = [];
	const skipped = report.numPendingTests + report.numTodoTests;
	if (skipped > 0) notes.push(`${skipped} skipped`);
	if (report.numRuntimeErrorTestSuites > 0) notes.push(`${report.numRuntimeErrorTestSuites} files could not run`);
	let failed = report.numFailedTests + skipped + report.numRuntimeErrorTestSuites;
	if (report.numPassedTests + failed === 0) {
		notes.push('no tests were found');
		failed = 1;
	}
	if (failed === 0 && crash) {
		notes.push(crash);
		failed = 1;
	}
	return { name, passed: report.numPassedTests, failed, notes };
}

/**
 * The lines that close a run; the last one is `N passed, N failed`.
 * @param {Count[]} counts
 * @returns {string[]}
 */
export function summary(counts) {
	const sum = (/** @type {'passed' | 'failed'} */ key) => counts.reduce((total, count) => total + count[key], 0);
	const width = Math.max(...counts.map(({ name }) => name.length));
	const lines = counts.map(({ name, passed, failed, notes }) => {
		const tests = passed + failed > 0 ? `${passed} passed, ${failed} failed` : 'ok';
		return [`  ${name.padEnd(width)}  ${tests}`, ...notes].join('; ');
	});
	return [...lines, '', `${sum('passed')} passed, ${sum('failed')} failed`];
}

// @ts-check
/** Shows on stderr what is being done: one bar in a terminal, elsewhere a line now and then. */

/** How long all of it takes on two cores when nothing is there yet; the bar comes nearer its end ever more slowly. */
const USUAL_MS = 150_000;
const WIDTH = 24;
/** How often a line says that something is still going on. */
const SIGN_OF_LIFE_MS = 20_000;

/** @type {string[]} */
const doing = [];
let started = 0;

/**
 * Shows what is being done for as long as it takes.
 * @template T
 * @param {string} what in small letters, as a part of a sentence
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function showProgress(what, act) {
	started ||= Date.now();
	doing.push(what);
	const isDrawn = process.stderr.isTTY;
	if (!isDrawn) process.stderr.write(`${what} ...\n`);
	const timer = setInterval(() => (isDrawn ? draw() : sayStill(what)), isDrawn ? 200 : SIGN_OF_LIFE_MS);
	try {
		return await act();
	} finally {
		clearInterval(timer);
		doing.splice(doing.indexOf(what), 1);
		if (isDrawn) process.stderr.write('\r\u001b[K');
	}
}

function draw() {
	const part = 1 - Math.exp((-1.5 * (Date.now() - started)) / USUAL_MS);
	const full = Math.round(WIDTH * part);
	const bar = `[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}] ${seconds()} s  ${doing.join('; ')}`;
	process.stderr.write(`\r${bar.slice(0, (process.stderr.columns ?? 80) - 1)}\u001b[K`);
}

/** @param {string} what */
function sayStill(what) {
	process.stderr.write(`  ${seconds()} s, still ${what}\n`);
}

function seconds() {
	return Math.round((Date.now() - started) / 1000);
}

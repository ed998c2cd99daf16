'use strict';
/** What n8n's process spends between the end of the source and the start of the sink: the measured node and nothing else. */
const { writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const SAMPLE_EVERY_MS = 10;
/** Kept by preload.mjs. */
const counters = globalThis[Symbol.for('carechain.bench')] ?? { decryptions: Number.NaN };

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** @type {undefined | { cpu: NodeJS.CpuUsage, decryptions: number, peak: number, timer: NodeJS.Timeout, profiler?: Session }} */
let running;

/** @param {string | undefined} profile file to write a CPU profile to */
function begin(profile) {
	clearInterval(running?.timer);
	// The garbage of the variant before is not this one's.
	collectGarbage();
	running = {
		peak: 0,
		timer: setInterval(sample, SAMPLE_EVERY_MS),
		profiler: profile ? startProfiler() : undefined,
		decryptions: counters.decryptions,
		cpu: process.cpuUsage(),
	};
	sample();
}

/** @param {string | undefined} profile */
function end(profile) {
	if (!running) throw new Error('The sink ran without the source');
	const { user, system } = process.cpuUsage(running.cpu);
	sample();
	clearInterval(running.timer);
	const { peak, decryptions, profiler } = running;
	running = undefined;
	if (profiler && profile) stopProfiler(profiler, profile);
	return {
		cpuMs: Math.round((user + system) / 1000),
		peakMb: Math.round(peak / 1e6),
		decryptions: counters.decryptions - decryptions,
	};
}

function sample() {
	if (running) running.peak = Math.max(running.peak, process.memoryUsage.rss());
}

function startProfiler() {
	const session = new Session();
	session.connect();
	session.post('Profiler.enable');
	session.post('Profiler.start');
	return session;
}

/** @param {Session} session @param {string} path */
function stopProfiler(session, path) {
	session.post('Profiler.stop', (error, result) => {
		if (!error) writeFileSync(path, JSON.stringify(result.profile));
		session.disconnect();
	});
}

module.exports = { begin, end };

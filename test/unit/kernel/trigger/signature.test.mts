import { createHmac } from 'node:crypto';

import { signatureFault } from '../../../../nodes/shared/trigger/signature.ts';

const NOW = Date.parse('2027-01-15T09:30:00Z');
const SECONDS = NOW / 1000;
const RAW = Buffer.from('{"patient":"Zoë"}');
const signed = (time: number | string, raw = RAW, key = 'key') =>
	createHmac('sha256', key).update(`${time}.`).update(raw).digest('hex');
const header = (time: number | string, hex = signed(time)) => `t=${time},v1=${hex}`;
const fault = (given: unknown, raw = RAW, key = 'key') => signatureFault(given, raw, key, 300, NOW);

describe('the signature of a webhook', () => {
	it.each([
		['as documented', header(SECONDS)],
		['with spaces', `t=${SECONDS}, v1=${signed(SECONDS)}`],
		['in capitals', header(SECONDS, signed(SECONDS).toUpperCase())],
		['300 seconds old', header(SECONDS - 300)],
		['300 seconds ahead', header(SECONDS + 300)],
		['beside one of an older key', `${header(SECONDS, 'a'.repeat(64))},v1=${signed(SECONDS)}`],
	])('is good %s', (_name, given) => expect(fault(given)).toBeUndefined());

	it.each([
		['missing', undefined],
		['missing', ''],
		['missing', ['t=1', 'v1=2']],
		['malformed', 'nonsense'],
		['malformed', `v1=${signed(SECONDS)}`],
		['malformed', `t=${SECONDS}`],
		['malformed', `t=${SECONDS},v1=abc`],
		['malformed', `t=now,v1=${signed('now')}`],
		['wrong', header(SECONDS, 'a'.repeat(64))],
		['wrong', header(SECONDS + 1, signed(SECONDS))],
		['wrong', header(SECONDS - 9999, 'a'.repeat(64))],
		['outdated', header(SECONDS - 301)],
		['outdated', header(SECONDS + 301)],
	])('is %s: %j', (reason, given) => expect(fault(given)).toBe(reason));

	it.each([NaN, Infinity, -1])('is outdated with a tolerance of %d, however new', (tolerance) => {
		expect(signatureFault(header(SECONDS), RAW, 'key', tolerance, NOW)).toBe('outdated');
	});

	it('covers every byte of the body', () => {
		expect(fault(header(SECONDS), Buffer.from('{"patient": "Zoë"}'))).toBe('wrong');
	});

	it('is never good without a key', () => {
		expect(fault(header(SECONDS, signed(SECONDS, RAW, '')), RAW, '')).toBe('missing');
	});
});

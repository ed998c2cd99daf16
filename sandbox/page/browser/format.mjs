import { html } from './lit.mjs';

/** @type {Intl.DateTimeFormatOptions} */
const clock = { hour: '2-digit', minute: '2-digit' };
const today = new Intl.DateTimeFormat('en-GB', { ...clock, second: '2-digit' });
const thisYear = new Intl.DateTimeFormat('en-GB', { ...clock, day: 'numeric', month: 'short' });
const anyYear = new Intl.DateTimeFormat('en-GB', { ...clock, day: 'numeric', month: 'short', year: 'numeric' });
const number = new Intl.NumberFormat('en-GB');

export const none = html`<span class="quiet">–</span>`;

/** @param {number} value */
export const count = (value) => number.format(value);

/**
 * @param {number} value
 * @param {string} one
 * @param {string} [many]
 */
export const counted = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** @param {string | number} value epoch seconds or an ISO time */
export function time(value) {
	const date = new Date(typeof value === 'number' ? value * 1000 : value);
	if (Number.isNaN(date.getTime())) return String(value);
	const now = new Date();
	const isToday = date.toDateString() === now.toDateString();
	const format = isToday ? today : date.getFullYear() === now.getFullYear() ? thisYear : anyYear;
	return html`<time datetime=${date.toISOString()} title=${anyYear.format(date)}>${format.format(date)}</time>`;
}

/**
 * `createPatient` as a person would write it.
 *
 * @param {string} name
 */
export function inWords(name) {
	const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * A word with a frame around it.
 *
 * @param {'good' | 'wait' | 'bad' | 'plain'} tone
 * @param {string | number} word
 */
export const tag = (tone, word) => html`<span class="tag" data-tone=${tone}>${word}</span>`;

const GOOD = ['active', 'booked', 'completed', 'created', 'stored', 'patient_checkin', 'checked in', 'ongoing'];
const BAD = ['failed', 'no-show', 'aborted', 'not paid', 'deleted', 'cancelled'];
const WAIT = ['processing', 'initiated', 'parked', 'reserved'];

/** @param {string | number} value */
export function status(value) {
	const word = String(value).toLowerCase();
	const tone = GOOD.includes(word) ? 'good' : BAD.includes(word) ? 'bad' : WAIT.includes(word) ? 'wait' : 'plain';
	return tag(tone, word.replace(/_/g, ' '));
}

/** @param {number} value an HTTP status; 0 when there was no answer */
export function httpStatus(value) {
	const tone = value === 0 || value >= 500 ? 'bad' : value >= 400 ? 'wait' : 'good';
	return tag(tone, value === 0 ? 'no answer' : value);
}

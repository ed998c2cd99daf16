import { byId } from './dom.mjs';
import { counted } from './format.mjs';

/** New records are told together, no more often than this. */
const PAUSE_MS = 4000;
const SHOWN_MS = 6000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let hiding;

/**
 * Says what has become of a person's own doing, to be seen and heard.
 *
 * @param {string} text
 * @param {'good' | 'bad'} [tone]
 */
export function say(text, tone = 'good') {
	const toast = byId('toast');
	toast.textContent = text;
	toast.dataset.tone = tone;
	toast.classList.add('shown');
	clearTimeout(hiding);
	hiding = setTimeout(() => {
		toast.classList.remove('shown');
		toast.textContent = '';
	}, SHOWN_MS);
}

/**
 * Does something, and says so when it cannot be done.
 *
 * @param {() => Promise<void>} work
 */
export async function attempt(work) {
	try {
		await work();
	} catch (error) {
		say(error instanceof Error ? error.message : String(error), 'bad');
	}
}

/**
 * Tells those who listen what has come in: politely, all at once, and never more often than every few seconds.
 *
 * @param {import('./server.mjs').Catalogue} catalogue
 * @returns {(counts: import('./server.mjs').Summary['counts']) => void}
 */
export function newsTeller({ vendors }) {
	/** @type {import('./server.mjs').Summary['counts'] | undefined} */
	let told;
	/** @type {import('./server.mjs').Summary['counts']} */
	let current = {};
	let isWaiting = false;

	function tell() {
		isWaiting = false;
		const sentences = vendors.flatMap(({ name, title, views }) => {
			const kinds = [...views, { kind: 'webhooks', one: 'webhook' }];
			const news = kinds.flatMap(({ kind, one }) => {
				const more = (current[name]?.[kind] ?? 0) - (told?.[name]?.[kind] ?? 0);
				return more > 0 ? [counted(more, one)] : [];
			});
			return news.length === 0 ? [] : [`New at ${title}: ${news.join(', ')}.`];
		});
		told = current;
		if (sentences.length > 0) byId('news').textContent = sentences.join(' ');
	}

	return (counts) => {
		current = counts;
		told ??= counts;
		if (isWaiting) return;
		isWaiting = true;
		setTimeout(tell, PAUSE_MS);
	};
}

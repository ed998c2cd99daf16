import { byId } from './dom.mjs';
import { counted } from './format.mjs';

/** New records are announced together, no more often than this. */
const PAUSE_MS = 4000;
const SHOWN_MS = 6000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let hiding;

/**
 * Shows the result of what a person did, and has it read out.
 *
 * @param {string} text
 * @param {'good' | 'bad'} [tone]
 */
export function say(text, tone = 'good') {
	const toast = byId('toast');
	toast.textContent = text;
	toast.dataset.tone = tone;
	clearTimeout(hiding);
	hiding = setTimeout(() => (toast.textContent = ''), SHOWN_MS);
}

/**
 * Does something, and shows the error when it fails.
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
 * Announces new records to people who listen: together, and never more often than every few seconds.
 *
 * @param {import('./server.mjs').Catalogue} catalogue
 * @returns {(counts: import('./server.mjs').Summary['counts']) => void}
 */
export function announcer({ vendors }) {
	/** @type {import('./server.mjs').Summary['counts'] | undefined} */
	let announced;
	/** @type {import('./server.mjs').Summary['counts']} */
	let current = {};
	let isWaiting = false;

	function announce() {
		isWaiting = false;
		const sentences = vendors.flatMap(({ name, title, views }) => {
			const kinds = [...views, { kind: 'webhooks', one: 'webhook' }];
			const news = kinds.flatMap(({ kind, one }) => {
				const more = (current[name]?.[kind] ?? 0) - (announced?.[name]?.[kind] ?? 0);
				return more > 0 ? [counted(more, one)] : [];
			});
			return news.length === 0 ? [] : [`New at ${title}: ${news.join(', ')}.`];
		});
		announced = current;
		if (sentences.length > 0) byId('news').textContent = sentences.join(' ');
	}

	return (counts) => {
		current = counts;
		announced ??= counts;
		if (isWaiting) return;
		isWaiting = true;
		setTimeout(announce, PAUSE_MS);
	};
}

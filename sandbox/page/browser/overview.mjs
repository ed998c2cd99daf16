import { count, counted, httpStatus, time } from './format.mjs';
import { html, nothing, repeat } from './lit.mjs';
import { titleOf } from './requests.mjs';
import { address } from './route.mjs';
import { get } from './server.mjs';

/**
 * @typedef {import('./server.mjs').Vendor} Vendor
 * @typedef {import('./requests.mjs').Request} Request
 */

const LATEST = 6;
const COUNTED = ['patients', 'cases', 'appointments', 'documents'];

/** @param {Vendor} vendor */
export const logo = ({ name }) =>
	html`<picture>
		<source srcset="/icons/${name}.dark.svg" media="(prefers-color-scheme: dark)" />
		<img src="/icons/${name}.svg" alt="" width="24" height="24" />
	</picture>`;

/**
 * All vendors side by side.
 *
 * @param {Vendor[]} vendors
 * @returns {import('./main.mjs').Section}
 */
export function overviewSection(vendors) {
	/** @type {Map<string, Request[]>} */
	const latest = new Map();

	/** @param {Vendor} vendor @param {import('./server.mjs').Summary | undefined} summary */
	function card(vendor, summary) {
		const { name, title, url, views, events } = vendor;
		const kinds = views
			.filter(({ kind }) => COUNTED.includes(kind))
			.map(({ kind, title: text }) => ({ kind, text }));
		if (events) kinds.push({ kind: 'webhooks', text: 'Webhooks' });
		const faults = summary?.faults[name] ?? 0;
		const requests = latest.get(name) ?? [];
		return html`<article aria-labelledby="card-${name}">
			<h3 id="card-${name}">
				${logo(vendor)} ${title}
				${faults === 0
					? nothing
					: html`<a class="tag" data-tone="wait" href=${address(name, 'faults')}
							>${counted(faults, 'active fault')}</a
						>`}
			</h3>
			<p><code>${url}</code></p>
			<ul class="counts">
				${kinds.map(
					({ kind, text }) =>
						html`<li>
							<a href=${address(name, kind)}
								><strong>${summary ? count(summary.counts[name]?.[kind] ?? 0) : '–'}</strong> ${text}</a
							>
						</li>`,
				)}
			</ul>
			<h4>Latest requests</h4>
			${requests.length === 0 ? html`<p class="quiet">None yet.</p>` : nothing}
			<ul class="latest">
				${repeat(
					requests,
					({ id }) => id,
					(request) =>
						html`<li>
							<span>${titleOf(request)}</span> <small class="quiet">${time(request.at)}</small>
							${httpStatus(request.status)}
						</li>`,
				)}
			</ul>
			<a href=${address(name, 'requests')}>All requests to ${title}</a>
		</article>`;
	}

	return {
		watches: ['requests'],
		async load() {
			await Promise.all(
				vendors.map(async ({ name }) => {
					const { rows } = await get('/view/requests', { vendor: name, size: LATEST });
					latest.set(name, rows);
				}),
			);
		},
		template: (summary) => html`<div class="cards">${vendors.map((vendor) => card(vendor, summary))}</div>`,
	};
}

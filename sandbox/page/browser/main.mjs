import { calendarSection } from './calendar.mjs';
import { ask } from './dialogs.mjs';
import { byId } from './dom.mjs';
import { faultsSection } from './faults.mjs';
import { count } from './format.mjs';
import { html, nothing, render } from './lit.mjs';
import { logo, overviewSection } from './overview.mjs';
import { recordsSection } from './records.mjs';
import { requestsSection } from './requests.mjs';
import { address, route } from './route.mjs';
import { announcer, attempt, say } from './say.mjs';
import { get, post, watch } from './server.mjs';
import { webhooksSection } from './webhooks.mjs';

/**
 * @typedef {import('./server.mjs').Vendor} Vendor
 * @typedef {import('./server.mjs').Summary} Summary
 * @typedef {{ reload: () => void }} Page lets a section ask to be read and shown again
 * @typedef {object} Section
 * @property {Array<keyof import('./server.mjs').Versions>} watches the changes after which it reads again
 * @property {() => Promise<void>} load
 * @property {(summary: Summary | undefined) => unknown} template
 */

/** Between two looks at changing data: a busy sandbox does not keep the browser busy. */
const REST_MS = 400;
const NAME = 'CareChain sandbox';
const LIVE = { live: 'Live', lost: 'Connection lost, trying again' };

/** @type {import('./server.mjs').Catalogue} */
const catalogue = await get('/view/catalogue');
const { vendors } = catalogue;
const announce = announcer(catalogue);
const main = byId('content');
const page = { reload: () => void refresh(true) };

/** @type {Summary | undefined} */
let summary;
/** @type {{ place: string, title: string, vendor: Vendor | undefined, kind: string, section: Section } | undefined} */
let current;
/** What the section has read, by the versions it watches. */
let read = '';
let isBusy = false;

/** @param {Vendor} vendor */
function tabsOf({ views, hasCalendar, events }) {
	const records = views.flatMap(({ kind, title }) =>
		kind === 'appointments' && hasCalendar
			? [
					{ kind: 'calendar', title: 'Calendar' },
					{ kind, title },
				]
			: [{ kind, title }],
	);
	const webhooks = events ? [{ kind: 'webhooks', title: 'Webhooks' }] : [];
	return [...records, ...webhooks, { kind: 'requests', title: 'Requests' }, { kind: 'faults', title: 'Faults' }];
}

/** @param {Vendor} vendor @param {{ kind: string, title: string }} tab */
function titleOf(vendor, { kind, title }) {
	if (kind === 'requests') return `Requests to ${vendor.title}`;
	return `${kind === 'faults' ? 'Faults and settings' : title} at ${vendor.title}`;
}

/** @param {Vendor} vendor @param {string} kind @returns {Section} */
function sectionOf(vendor, kind) {
	if (kind === 'calendar') return calendarSection(vendor, page);
	if (kind === 'webhooks') return webhooksSection(vendor, page);
	if (kind === 'requests') return requestsSection(vendor, page);
	if (kind === 'faults') return faultsSection(vendor, catalogue, page);
	const view = vendor.views.find((one) => one.kind === kind);
	if (!view) throw new Error(`no section ${kind}`);
	return recordsSection(vendor, view, page);
}

/** @param {Vendor} vendor @param {string} kind */
function badgeOf({ name }, kind) {
	const value = kind === 'faults' ? summary?.faults[name] || undefined : summary?.counts[name]?.[kind];
	return value === undefined ? nothing : html` <small>${count(value)}</small>`;
}

function draw() {
	if (!current) return;
	const { vendor, kind, title, section } = current;
	const link = (/** @type {string} */ href, /** @type {boolean} */ isHere, /** @type {unknown} */ content) =>
		html`<li><a href=${href} aria-current=${isHere ? 'page' : nothing}>${content}</a></li>`;
	render(
		html`<ul>
			${link(address(), !vendor, 'Overview')}
			${vendors.map((one) => link(address(one.name), one === vendor, html`${logo(one)} ${one.title}`))}
		</ul>`,
		byId('vendors'),
	);
	const tabs =
		vendor &&
		html`<nav class="tabs" aria-label=${vendor.title}>
			<ul>
				${tabsOf(vendor).map((tab) =>
					link(
						address(vendor.name, tab.kind),
						tab.kind === kind,
						html`${tab.title}${badgeOf(vendor, tab.kind)}`,
					),
				)}
			</ul>
		</nav>`;
	render(
		html`${tabs ?? nothing}
			<h2 tabindex="-1">${title}</h2>
			${section.template(summary)}`,
		main,
	);
}

/** @param {boolean} isFirst a page that has just been opened leaves the focus where the browser puts it */
function go(isFirst) {
	const wanted = route();
	const vendor = vendors.find(({ name }) => name === wanted.vendor);
	const tabs = vendor ? tabsOf(vendor) : [];
	const tab = tabs.find(({ kind }) => kind === wanted.section) ?? tabs[0];
	const place = `${vendor?.name ?? ''}/${tab?.kind ?? ''}`;
	if (place === current?.place) return page.reload();

	const title = vendor && tab ? titleOf(vendor, tab) : 'Overview';
	const section = vendor && tab ? sectionOf(vendor, tab.kind) : overviewSection(vendors);
	current = { place, title, vendor, kind: tab?.kind ?? '', section };
	document.title = vendor ? `${title} – ${NAME}` : NAME;
	main.setAttribute('aria-busy', 'true');
	// Start with an empty page: typed text and highlights belong to the section before.
	render(nothing, main);
	draw();
	if (!isFirst) main.querySelector('h2')?.focus();
	page.reload();
}

/** Reads again what has changed, one reading at a time. @param {boolean} [isForced] */
async function refresh(isForced = false) {
	if (!current || (isBusy && !isForced)) return;
	const { section } = current;
	const version = section.watches.map((name) => summary?.versions[name]).join(' ');
	if (!isForced && version === read) return;
	read = version;
	isBusy = true;
	await attempt(section.load);
	// If somebody has moved to another section meanwhile, this answer is not shown.
	if (section === current.section) {
		draw();
		main.setAttribute('aria-busy', 'false');
	}
	setTimeout(() => {
		isBusy = false;
		void refresh();
	}, REST_MS);
}

function askForReset() {
	ask({
		title: 'Reset the sandbox?',
		text: 'This deletes all records, requests and webhooks of all vendors and restores the sample data. Faults and settings are reset too. You cannot undo this.',
		yes: 'Reset everything',
		async work() {
			await post('/reset');
			say('The sandbox is reset.');
		},
	});
}

document.querySelector('.skip')?.addEventListener('click', (event) => {
	event.preventDefault();
	main.focus();
});
byId('reset').addEventListener('click', askForReset);
window.addEventListener('hashchange', () => go(false));
watch({
	onSummary(news) {
		summary = news;
		announce(news.counts);
		draw();
		void refresh();
	},
	onState(state) {
		const sign = byId('live');
		if (sign.dataset.state === state) return;
		// Read everything again, whatever the versions say: another sandbox may have started.
		if (sign.dataset.state === 'lost') page.reload();
		sign.dataset.state = state;
		sign.textContent = LIVE[state];
	},
});
go(true);

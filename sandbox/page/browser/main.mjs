import { calendarView } from './calendar.mjs';
import { ask } from './dialogs.mjs';
import { byId, h } from './dom.mjs';
import { faultsView } from './faults.mjs';
import { count } from './format.mjs';
import { logo, overview } from './overview.mjs';
import { recordsView } from './records.mjs';
import { requestsView } from './requests.mjs';
import { address, route } from './route.mjs';
import { attempt, newsTeller, say } from './say.mjs';
import { get, post, watch } from './server.mjs';
import { webhooksView } from './webhooks.mjs';

/**
 * @typedef {import('./server.mjs').Vendor} Vendor
 * @typedef {import('./server.mjs').Summary} Summary
 * @typedef {object} Content
 * @property {HTMLElement} element
 * @property {ReadonlyArray<keyof import('./server.mjs').Versions>} watches what it has to read again after
 * @property {() => Promise<void>} load
 * @property {(summary: Summary) => void} [show]
 */

/** Between two looks at changing data: a busy sandbox does not keep the browser busy. */
const REST_MS = 400;
const NAME = 'CareChain sandbox';
const LIVE = { live: 'Live', lost: 'Connection lost, trying again' };

/** @type {import('./server.mjs').Catalogue} */
const catalogue = await get('/view/catalogue');
const { vendors } = catalogue;
const tellNews = newsTeller(catalogue);
const main = byId('content');

/** @type {Summary | undefined} */
let summary;
/** @type {Content | undefined} */
let content;
/** @type {Array<{ kind: string, badge: HTMLElement }>} */
let badges = [];
/** What the content has read, by the versions it watches. */
let read = '';
let place = '';
let isBusy = false;

/** @param {Vendor} vendor */
function sectionsOf(vendor) {
	const records = vendor.views.flatMap((view) => {
		if (view.kind !== 'appointments' || !vendor.hasCalendar) return [{ kind: view.kind, title: view.title }];
		return [
			{ kind: 'calendar', title: 'Calendar' },
			{ kind: 'appointments', title: 'Appointments' },
		];
	});
	const webhooks = vendor.events ? [{ kind: 'webhooks', title: 'Webhooks' }] : [];
	return [...records, ...webhooks, { kind: 'requests', title: 'Requests' }, { kind: 'faults', title: 'Faults' }];
}

/** @param {Vendor} vendor @param {{ kind: string, title: string }} section */
function titleOf(vendor, { kind, title }) {
	if (kind === 'requests') return `Requests to ${vendor.title}`;
	return `${kind === 'faults' ? 'Faults and settings' : title} at ${vendor.title}`;
}

/** @param {Vendor} vendor @param {string} kind @returns {Content} */
function contentOf(vendor, kind) {
	if (kind === 'calendar') return calendarView(vendor);
	if (kind === 'webhooks') return webhooksView(vendor);
	if (kind === 'requests') return requestsView(vendor);
	if (kind === 'faults') return faultsView(vendor, catalogue);
	const view = vendor.views.find((one) => one.kind === kind);
	if (!view) throw new Error(`no section ${kind}`);
	return recordsView(vendor, view);
}

/** @param {string} current */
function drawVendors(current) {
	const links = [{ name: '', title: 'Overview' }, ...vendors].map((one) => {
		const picture = 'url' in one ? [logo(one), ' '] : [];
		const isCurrent = one.name === current ? 'page' : undefined;
		return h('li', {}, h('a', { href: address(one.name), 'aria-current': isCurrent }, ...picture, one.title));
	});
	byId('vendors').replaceChildren(h('ul', {}, ...links));
}

/** @param {Vendor} vendor @param {string} current */
function drawSections(vendor, current) {
	badges = [];
	const links = sectionsOf(vendor).map(({ kind, title }) => {
		const badge = h('span', { className: 'badge' });
		badges.push({ kind, badge });
		const isCurrent = kind === current ? 'page' : undefined;
		return h('li', {}, h('a', { href: address(vendor.name, kind), 'aria-current': isCurrent }, title, ' ', badge));
	});
	return h('nav', { className: 'sections', 'aria-label': vendor.title }, h('ul', {}, ...links));
}

/** @param {boolean} isFirst a page that has just been opened leaves the focus where the browser puts it */
function go(isFirst) {
	const wanted = route();
	const vendor = vendors.find(({ name }) => name === wanted.vendor);
	const sections = vendor ? sectionsOf(vendor) : [];
	const section = sections.find(({ kind }) => kind === wanted.section) ?? sections[0];
	const here = `${vendor?.name ?? ''}/${section?.kind ?? ''}`;
	if (here === place) return void refresh(true);
	place = here;

	const title = vendor && section ? titleOf(vendor, section) : 'What the vendors hold';
	document.title = vendor ? `${title} – ${NAME}` : NAME;
	const heading = h('h2', { tabIndex: -1 }, title);
	drawVendors(vendor?.name ?? '');
	badges = [];
	content = vendor && section ? contentOf(vendor, section.kind) : overview(vendors);
	const navigation = vendor && section ? [drawSections(vendor, section.kind)] : [];
	main.setAttribute('aria-busy', 'true');
	main.replaceChildren(...navigation, heading, content.element);
	if (!isFirst) heading.focus();
	showCounts();
	void refresh(true);
}

function showCounts() {
	if (!summary) return;
	const { vendor } = route();
	for (const { kind, badge } of badges) {
		const value = kind === 'faults' ? summary.faults[vendor] || undefined : summary.counts[vendor]?.[kind];
		badge.textContent = value === undefined ? '' : count(value);
	}
	content?.show?.(summary);
}

/** Reads again what has changed, one reading at a time. @param {boolean} [isForced] */
async function refresh(isForced = false) {
	if (!content || (isBusy && !isForced)) return;
	const { versions } = summary ?? {};
	const version = versions ? content.watches.map((name) => versions[name]).join(' ') : '';
	if (!isForced && version === read) return;
	read = version;
	isBusy = true;
	const { load } = content;
	await attempt(load);
	main.setAttribute('aria-busy', 'false');
	setTimeout(() => {
		isBusy = false;
		void refresh();
	}, REST_MS);
}

function askForReset() {
	ask({
		title: 'Reset the sandbox?',
		text: 'All records, requests and webhooks go, at every vendor; the first records come back. Faults end and settings go back. This cannot be undone.',
		yes: 'Reset everything',
		async work() {
			await post('/reset');
			say('The sandbox is as it was at its start.');
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
		tellNews(news.counts);
		showCounts();
		void refresh();
	},
	onState(state) {
		const live = byId('live');
		if (live.dataset.state === state) return;
		// What was missed meanwhile is read, whatever the versions say: the sandbox may be another one.
		if (live.dataset.state === 'lost') void refresh(true);
		live.dataset.state = state;
		const words = live.lastElementChild;
		if (words) words.textContent = LIVE[state];
	},
});
go(true);

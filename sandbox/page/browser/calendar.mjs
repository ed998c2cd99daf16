import { clockOf, hoursOf, isDay, lanesOf, later, startOf } from './day.mjs';
import { showRecord } from './dialogs.mjs';
import { counted } from './format.mjs';
import { html, live, nothing, repeat } from './lit.mjs';
import { route, setQuery } from './route.mjs';
import { get } from './server.mjs';

/**
 * @typedef {import('../views.mts').CalendarEntry} Entry
 * @typedef {{ doctors: Array<{ id: string, name: string }>, entries: Entry[], before: number | null, after: number | null }} Day
 * @typedef {ReturnType<typeof lanesOf<Entry>>[number]} Place
 */

const HERE = new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
const ZONES = [...new Set([HERE, 'UTC', 'America/New_York', 'Asia/Kolkata'])];
const HOUR_REM = 5;
const SHORT_MINUTES = 25;
const LEAST_MINUTES = 10;

const dayTitle = new Intl.DateTimeFormat('en-GB', {
	...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
});
/** @param {string} day */
const titleOf = (day) => dayTitle.format(Date.parse(`${day}T00:00:00Z`));
/** @param {number} value */
const twoDigits = (value) => String(value).padStart(2, '0');

/**
 * One day of a vendor's appointments: doctors as columns, hours as rows.
 *
 * @param {import('./server.mjs').Vendor} vendor
 * @param {import('./main.mjs').Page} page
 * @returns {import('./main.mjs').Section}
 */
export function calendarSection(vendor, page) {
	const appointments = vendor.views.find(({ kind }) => kind === 'appointments');
	/** What is shown, with the day and the zone it was read for. @type {{ day: string, zone: string, found: Day } | undefined} */
	let shown;

	const zoneOf = () => {
		const { zone = HERE } = route().query;
		return ZONES.includes(zone) ? zone : HERE;
	};
	const today = () => clockOf(Date.now() / 1000, zoneOf()).day;
	const dayOf = () => {
		const { day } = route().query;
		return isDay(day) ? String(day) : today();
	};
	/** @param {Record<string, string>} changes */
	function go(changes) {
		setQuery(changes);
		page.reload();
	}

	function tools() {
		const step = (/** @type {string} */ title, /** @type {() => string} */ day, /** @type {unknown} */ label) =>
			html`<button type="button" class="secondary outline" aria-label=${label} @click=${() => go({ day: day() })}>
				${title}
			</button>`;
		const pickDay = (/** @type {Event} */ { target }) => {
			const { value } = /** @type {HTMLInputElement} */ (target);
			if (isDay(value)) go({ day: value });
		};
		const pickZone = (/** @type {Event} */ { target }) =>
			go({ zone: /** @type {HTMLSelectElement} */ (target).value });
		const nameOf = (/** @type {string} */ zone) => (zone === HERE && zone !== 'UTC' ? `${zone} (here)` : zone);
		return html`<div class="tools">
			<div role="group" aria-label="Change the day">
				${step('‹', () => later(dayOf(), -1), 'Previous day')} ${step('Today', today, nothing)}
				${step('›', () => later(dayOf(), 1), 'Next day')}
			</div>
			<label for="day">Day</label>
			<input type="date" id="day" .value=${live(dayOf())} @change=${pickDay} />
			<label for="zone">Time zone</label>
			<select id="zone" @change=${pickZone}>
				${ZONES.map(
					(zone) => html`<option value=${zone} .selected=${live(zone === zoneOf())}>${nameOf(zone)}</option>`,
				)}
			</select>
		</div>`;
	}

	/** @param {Place} place @param {string} day @param {string} zone */
	function entryOf({ entry, lane, lanes }, day, zone) {
		const timeOf = (/** @type {number} */ seconds) => {
			const { hour, minute } = clockOf(seconds, zone);
			return `${twoDigits(hour)}:${twoDigits(minute)}`;
		};
		const start = Math.max(entry.start, startOf(day, zone));
		const minutes = (Math.min(entry.end, startOf(later(day, 1), zone)) - start) / 60;
		const [from, to] = [timeOf(entry.start), timeOf(entry.end)];
		const style = [
			`top: ${(clockOf(start, zone).minute / 60) * HOUR_REM}rem`,
			`height: calc(${(Math.max(minutes, LEAST_MINUTES) / 60) * HOUR_REM}rem - 2px)`,
			`left: calc(${(lane / lanes) * 100}% + 2px)`,
			`width: calc(${100 / lanes}% - 4px)`,
		].join(';');
		const text = html`<strong>${entry.title}</strong> <span>${from}–${to}, ${entry.note}</span>`;
		const label = `${entry.title}, ${from} to ${to}, ${entry.note}`;
		const isShort = minutes <= SHORT_MINUTES;
		if (entry.state === 'blocked' || !appointments) {
			return html`<div
				role="note"
				class="entry"
				data-state=${entry.state}
				data-short=${isShort}
				title=${label}
				aria-label=${label}
				.style=${style}
			>
				${text}
			</div>`;
		}
		const open = () => showRecord(vendor, appointments, entry.id, entry.title);
		return html`<button
			type="button"
			class="entry"
			data-state=${entry.state}
			data-short=${isShort}
			title=${label}
			aria-label=${label}
			.style=${style}
			@click=${open}
		>
			${text}
		</button>`;
	}

	/** @param {Day} found @param {string} day @param {string} zone */
	function grid({ doctors, entries }, day, zone) {
		const from = startOf(day, zone);
		const columns = doctors.map(({ id }) => lanesOf(entries.filter(({ doctorId }) => doctorId === id)));
		const now = clockOf(Date.now() / 1000, zone);
		const head = doctors.map(({ name }, index) => {
			const booked = columns[index]?.filter(({ entry }) => entry.state === 'on').length ?? 0;
			return html`<th scope="col">${name} <small class="quiet">${counted(booked, 'appointment')}</small></th>`;
		});
		const rows = hoursOf(entries, from, zone).map((hour) => {
			const isNow = now.day === day && now.hour === hour;
			const cells = columns.map((places) => {
				const here = places.filter(({ entry }) => clockOf(Math.max(entry.start, from), zone).hour === hour);
				return html`<td>
					${repeat(
						here,
						({ entry }) => entry.state + entry.id,
						(place) => entryOf(place, day, zone),
					)}
				</td>`;
			});
			return html`<tr class=${isNow ? 'now' : ''} .style=${`--now: ${(now.minute / 60) * HOUR_REM}rem`}>
				<th scope="row">${twoDigits(hour)}:00</th>
				${cells}
			</tr>`;
		});
		return html`<div class="overflow-auto day" role="region" aria-labelledby="day-title" tabindex="0">
			<table>
				<caption class="hidden">
					Appointments at ${vendor.title} by hour and doctor, time zone ${zone}
				</caption>
				<thead>
					<tr>
						<th scope="col"><span class="hidden">Hour</span></th>
						${head}
					</tr>
				</thead>
				<tbody>
					${rows}
				</tbody>
			</table>
		</div>`;
	}

	/** The way to the nearest day with an appointment, when there is none on this one. @param {Day} found @param {string} zone */
	function offer({ entries, before, after }, zone) {
		if (entries.length > 0) return nothing;
		const near = after ?? before;
		if (near === null) return html`<p class="quiet">No appointments yet. What a workflow books appears here.</p>`;
		const { day } = clockOf(near, zone);
		return html`<p class="quiet">
			No appointments on this day.
			<button type="button" class="link" @click=${() => go({ day })}>
				Go to the ${after === null ? 'last' : 'next'} one: ${titleOf(day)}
			</button>
		</p>`;
	}

	return {
		watches: ['records'],
		async load() {
			const [day, zone] = [dayOf(), zoneOf()];
			const span = { from: startOf(day, zone), to: startOf(later(day, 1), zone) };
			const found = await get('/view/day', { vendor: vendor.name, ...span });
			shown = { day, zone, found };
		},
		template() {
			if (!shown) return tools();
			const { day, zone, found } = shown;
			const booked = found.entries.filter(({ state }) => state === 'on').length;
			return html`${tools()}
				<h3 id="day-title">${titleOf(day)} – ${counted(booked, 'appointment')}</h3>
				${offer(found, zone)} ${grid(found, day, zone)}`;
		},
	};
}

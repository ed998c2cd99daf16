import { clockOf, hoursOf, isDay, lanesOf, later, startOf } from './day.mjs';
import { showRecord } from './dialogs.mjs';
import { h } from './dom.mjs';
import { counted } from './format.mjs';
import { route, setQuery } from './route.mjs';
import { get } from './server.mjs';

/**
 * @typedef {import('./server.mjs').Vendor} Vendor
 * @typedef {import('../views.mts').CalendarEntry} Entry
 * @typedef {{ doctors: Array<{ id: string, name: string }>, entries: Entry[], before: number | null, after: number | null }} Day
 */

const HERE = new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
const ZONES = [...new Set([HERE, 'UTC', 'America/New_York', 'Asia/Kolkata'])];
const HOUR_REM = 5;
const SHORT_MINUTES = 25;

const dayTitle = new Intl.DateTimeFormat('en-GB', {
	...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
});
/** @param {string} day */
const titleOf = (day) => dayTitle.format(Date.parse(`${day}T00:00:00Z`));
/** @param {number} hour */
const hourText = (hour) => `${String(hour).padStart(2, '0')}:00`;

/** @param {number} seconds @param {string} zone */
function timeText(seconds, zone) {
	const { hour, minute } = clockOf(seconds, zone);
	return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/**
 * One day of a vendor's appointments: doctors as columns, hours as rows.
 *
 * @param {Vendor} vendor
 */
export function calendarView(vendor) {
	const appointments = vendor.views.find(({ kind }) => kind === 'appointments');
	const heading = h('h3', { id: 'day-title' });
	const none = h('p', { className: 'empty' });
	const grid = h('div', { className: 'day', role: 'region', 'aria-labelledby': 'day-title', tabIndex: 0 });

	const zoneOf = () => {
		const { zone = HERE } = route().query;
		return ZONES.includes(zone) ? zone : HERE;
	};
	const today = () => clockOf(Date.now() / 1000, zoneOf()).day;
	const dayOf = () => {
		const { day } = route().query;
		return isDay(day) ? String(day) : today();
	};

	/** @param {Record<string, string | undefined>} changes */
	function go(changes) {
		setQuery(changes);
		void load();
	}
	/** @param {string} title @param {() => string} day @param {string} [label] */
	const step = (title, day, label) =>
		h('button', { type: 'button', 'aria-label': label, onclick: () => go({ day: day() }) }, title);

	const picker = h('input', {
		type: 'date',
		id: 'day',
		onchange: () => isDay(picker.value) && go({ day: picker.value }),
	});
	const zones = h(
		'select',
		{ id: 'zone', onchange: () => go({ zone: zones.value }) },
		...ZONES.map((zone) => h('option', { value: zone }, zone === HERE && zone !== 'UTC' ? `${zone} (here)` : zone)),
	);
	const tools = h(
		'div',
		{ className: 'tools' },
		h(
			'div',
			{ className: 'steps', role: 'group', 'aria-label': 'Change the day' },
			step('‹', () => later(dayOf(), -1), 'Previous day'),
			step('Today', today),
			step('›', () => later(dayOf(), 1), 'Next day'),
		),
		h('div', { className: 'pair' }, h('label', { for: 'day' }, 'Day'), picker),
		h('div', { className: 'pair' }, h('label', { for: 'zone' }, 'Times in'), zones),
	);

	/** @param {Entry} entry @param {number} lane @param {number} lanes @param {number} from start of the day */
	function entryOf(entry, lane, lanes, from) {
		const zone = zoneOf();
		const start = Math.max(entry.start, from);
		const minutes = (Math.min(entry.end, startOf(later(dayOf(), 1), zone)) - start) / 60;
		const span = `${timeText(entry.start, zone)} to ${timeText(entry.end, zone)}`;
		const text = [
			h('strong', {}, entry.title),
			h('span', {}, ` ${timeText(entry.start, zone)}–${timeText(entry.end, zone)}, ${entry.note}`),
		];
		const given = {
			className: 'entry',
			'data-state': entry.state,
			'data-short': minutes <= SHORT_MINUTES,
			'data-key': `${entry.state}${entry.id}`,
			title: `${entry.title}\n${span}\n${entry.note}`,
			'aria-label': `${entry.title}, ${span}, ${entry.note}`,
		};
		const isAppointment = entry.state !== 'blocked' && appointments !== undefined;
		const element = isAppointment
			? h('button', {
					type: 'button',
					...given,
					onclick: () => showRecord(vendor, appointments, entry.id, entry.title),
				})
			: h('div', { role: 'note', ...given });
		element.append(...text);
		const { style } = element;
		style.top = `${(clockOf(start, zone).minute / 60) * HOUR_REM}rem`;
		style.height = `calc(${(Math.max(minutes, 10) / 60) * HOUR_REM}rem - 2px)`;
		style.left = `calc(${(lane / lanes) * 100}% + 2px)`;
		style.width = `calc(${100 / lanes}% - 4px)`;
		return element;
	}

	/** @param {Day} day @param {number} from */
	function tableOf({ doctors, entries }, from) {
		const zone = zoneOf();
		const places = doctors.map(({ id }) => lanesOf(entries.filter(({ doctorId }) => doctorId === id)));
		const head = doctors.map(({ name }, index) => {
			const booked = places[index]?.filter(({ entry }) => entry.state === 'on').length ?? 0;
			return h('th', { scope: 'col' }, name, h('small', {}, counted(booked, 'appointment')));
		});
		const now = clockOf(Date.now() / 1000, zone);
		const rows = hoursOf(entries, from, zone).map((hour) => {
			const cells = places.map((column) => {
				const here = column.filter(({ entry }) => clockOf(Math.max(entry.start, from), zone).hour === hour);
				return h('td', {}, ...here.map(({ entry, lane, lanes }) => entryOf(entry, lane, lanes, from)));
			});
			const row = h('tr', {}, h('th', { scope: 'row' }, hourText(hour)), ...cells);
			if (now.day === dayOf() && now.hour === hour) {
				row.classList.add('now');
				row.style.setProperty('--now', `${(now.minute / 60) * HOUR_REM}rem`);
			}
			return row;
		});
		return h(
			'table',
			{},
			h(
				'caption',
				{ className: 'hidden' },
				`Appointments at ${vendor.title} by hour and doctor, times in ${zone}`,
			),
			h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, h('span', { className: 'hidden' }, 'Hour')), ...head)),
			h('tbody', {}, ...rows),
		);
	}

	/** @param {Day} day */
	function offer({ entries, before, after }) {
		const isEmpty = entries.length === 0;
		none.hidden = !isEmpty;
		none.replaceChildren();
		if (!isEmpty) return;
		const zone = zoneOf();
		const near = after ?? before;
		none.append(
			near === null
				? 'No appointments yet. What a workflow books appears here.'
				: 'No appointments on this day. ',
		);
		if (near === null) return;
		const day = clockOf(near, zone).day;
		const where = after === null ? 'last' : 'next';
		none.append(h('button', { type: 'button', onclick: () => go({ day }) }, `Go to the ${where}: ${titleOf(day)}`));
	}

	let turn = 0;
	let drawn = '';
	async function load() {
		const mine = ++turn;
		const [zone, day] = [zoneOf(), dayOf()];
		const from = startOf(day, zone);
		/** @type {Day} */
		const found = await get('/view/day', { vendor: vendor.name, from, to: startOf(later(day, 1), zone) });
		if (mine !== turn) return;
		const text = JSON.stringify([zone, day, found]);
		if (text === drawn) return;
		drawn = text;
		picker.value = day;
		zones.value = zone;
		const booked = found.entries.filter(({ state }) => state === 'on').length;
		heading.textContent = `${titleOf(day)} – ${counted(booked, 'appointment')}`;
		const active = document.activeElement?.getAttribute('data-key');
		const hadFocus = grid.contains(document.activeElement) && active;
		grid.replaceChildren(tableOf(found, from));
		const again = Array.from(grid.querySelectorAll('[data-key]')).find(
			(one) => one.getAttribute('data-key') === active,
		);
		if (hadFocus && again instanceof HTMLElement) again.focus();
		offer(found);
	}

	const element = h('div', { className: 'calendar' }, tools, heading, none, grid);
	return { element, watches: /** @type {const} */ (['records']), load };
}

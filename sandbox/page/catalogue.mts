import { FAULTS } from '../shared/fault-kinds.mts';
import { commonSettings, type SettingsTable } from '../shared/settings.mts';
import { SETTINGS } from '../vendors/settings.mts';
import type { PageContext } from './live.mts';

/** A table of settings as the page gets it: everything but the values and their checks. */
function settingsTold(table: SettingsTable) {
	return Object.entries(table).map(([name, { title, help, field }]) => ({ name, title, help, field }));
}

export type Catalogue = ReturnType<typeof catalogueOf>;

/** What stays the same as long as the sandbox runs: what there is to see and to switch. */
export function catalogueOf({ vendors }: PageContext, urls: Record<string, string>) {
	const told = vendors.map(({ name, title, operations, webhooks, views, calendar }) => ({
		...{ name, title, url: urls[name] ?? '' },
		...{ operations: Object.keys(operations).sort(), events: webhooks?.events ?? null },
		hasCalendar: calendar !== undefined,
		settings: settingsTold(SETTINGS[name]),
		views: views.map(({ acts = [], columns, ...view }) => ({
			...{ kind: view.kind, title: view.title, one: view.one, acts },
			columns: columns.map(({ title: heading, kind = 'text' }) => ({ title: heading, kind })),
		})),
	}));
	const faults = FAULTS.map(({ kind, group, title: heading }) => ({ kind, group, title: heading }));
	return { vendors: told, faults, settings: settingsTold(commonSettings) };
}

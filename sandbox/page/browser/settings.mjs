import { h } from './dom.mjs';
import { field, form, select } from './forms.mjs';
import { say } from './say.mjs';
import { post } from './server.mjs';

/**
 * @typedef {import('./server.mjs').Catalogue['settings'][number]} Setting
 * @typedef {string | number | boolean | null} Value
 * @typedef {{ name: string, shown: Value | undefined, element: HTMLElement, read: () => Value, write: (value: Value) => void }} Control
 */

/** @param {Setting} setting @returns {Control} */
function controlOf({ name, title, help, field: kind }) {
	const id = `setting-${name}`;
	if (kind.type === 'switch') {
		const input = h('input', { type: 'checkbox', id });
		const write = (/** @type {Value} */ value) => void (input.checked = value === true);
		return { name, shown: undefined, element: field(title, input, help), read: () => input.checked, write };
	}
	if (kind.type === 'choice') {
		const input = select(id, kind.choices);
		const write = (/** @type {Value} */ value) => void (input.value = String(value));
		return { name, shown: undefined, element: field(title, input, help), read: () => input.value, write };
	}
	if (kind.type === 'text') {
		const input = h('input', { type: 'text', id, pattern: kind.pattern, autocomplete: 'off', spellcheck: false });
		const write = (/** @type {Value} */ value) => void (input.value = String(value));
		return { name, shown: undefined, element: field(title, input, help), read: () => input.value, write };
	}
	const isNullable = kind.isNullable === true;
	const input = h('input', { type: 'number', id, step: '1', required: !isNullable });
	if (kind.min !== undefined) input.min = String(kind.min);
	return {
		...{ name, shown: undefined, element: field(title, input, help) },
		read: () => (input.value === '' ? null : Number(input.value)),
		write: (value) => void (input.value = value === null ? '' : String(value)),
	};
}

/**
 * The settings of one vendor, and those that hold for all of them.
 *
 * @param {import('./server.mjs').Vendor} vendor
 * @param {import('./server.mjs').Catalogue} catalogue
 */
export function settingsOf(vendor, { settings }) {
	const common = settings.map(controlOf);
	const own = vendor.settings.map(controlOf);
	const controls = [...own, ...common];

	/** Only what was changed here goes out: others may have changed the rest meanwhile. */
	const changes = () => controls.filter(({ read, shown }) => shown !== undefined && read() !== shown);
	const element = form(
		'Settings',
		[
			...own.map((control) => control.element),
			h(
				'fieldset',
				{},
				h('legend', {}, 'For all three vendors'),
				h('div', { className: 'fields' }, ...common.map((control) => control.element)),
			),
		],
		{
			yes: 'Save settings',
			async work() {
				const changed = changes();
				if (changed.length === 0) return say('Nothing was changed.');
				show(await post('/settings', Object.fromEntries(changed.map(({ name, read }) => [name, read()]))));
				say(`${changed.length === 1 ? 'One setting is' : `${changed.length} settings are`} saved.`);
			},
		},
	);

	/** @param {Record<string, Value>} values */
	function show(values) {
		for (const control of controls) {
			const value = values[control.name] ?? null;
			// What somebody is just typing stays until it is saved.
			if (control.shown === value) continue;
			control.shown = value;
			control.write(value);
		}
	}

	return { element, show };
}

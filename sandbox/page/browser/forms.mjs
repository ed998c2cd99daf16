import { h } from './dom.mjs';
import { attempt } from './say.mjs';

/** @typedef {{ value: string, title: string, group?: string }} Choice */

/**
 * A field with its label and, where there is one, a word of help.
 *
 * @param {string} label
 * @param {HTMLInputElement | HTMLSelectElement} input its id ties the three together
 * @param {string} [help]
 */
export function field(label, input, help) {
	const isSwitch = input instanceof HTMLInputElement && input.type === 'checkbox';
	const name = h('label', { for: input.id }, label);
	const hint = help ? h('small', { id: `${input.id}-help` }, help) : undefined;
	if (hint) input.setAttribute('aria-describedby', hint.id);
	return h(
		'div',
		{ className: isSwitch ? 'field switch' : 'field' },
		...(isSwitch ? [input, name] : [name, input]),
		hint,
	);
}

/**
 * @param {string} id
 * @param {Choice[]} choices
 */
export function select(id, choices) {
	const element = h('select', { id });
	for (const { value, title, group } of choices) {
		const option = h('option', { value }, title);
		if (group === undefined) element.append(option);
		else groupIn(element, group).append(option);
	}
	return element;
}

/** @param {HTMLSelectElement} element @param {string} label */
function groupIn(element, label) {
	const last = element.lastElementChild;
	if (last instanceof HTMLOptGroupElement && last.label === label) return last;
	const group = h('optgroup', { label });
	element.append(group);
	return group;
}

/**
 * @param {string} id
 * @param {number} value
 * @param {{ min?: number, max?: number, step?: number | 'any' }} [limits]
 */
export function numeric(id, value, { min = 0, max, step = 1 } = {}) {
	return h('input', {
		type: 'number',
		id,
		required: true,
		min: String(min),
		max,
		step: String(step),
		value: String(value),
	});
}

/**
 * A form that does its work here and is sent nowhere.
 *
 * @param {string} title
 * @param {Node[]} fields
 * @param {{ yes: string, work: () => Promise<void> }} action
 */
export function form(title, fields, { yes, work }) {
	const button = h('button', { type: 'submit', className: 'main' }, yes);
	return h(
		'form',
		{
			'aria-label': title,
			/** @param {SubmitEvent} event */
			onsubmit(event) {
				event.preventDefault();
				void attempt(work);
			},
		},
		h('div', { className: 'fields' }, ...fields),
		button,
	);
}

import { html, live, nothing } from './lit.mjs';
import { attempt } from './say.mjs';

/**
 * @typedef {string | number | boolean | null} Value
 * @typedef {{ type: 'number', min?: number, max?: number, step?: number | 'any', isNullable?: boolean }
 *   | { type: 'switch' }
 *   | { type: 'text', pattern?: string }
 *   | { type: 'choice', choices: Array<{ value: string, title: string, group?: string }> }} Kind
 * @typedef {{ name: string, title: string, help?: string, field: Kind, initial?: Value }} Field
 * @typedef {{ legend?: string, fields: Field[] }} Group
 */

/** @param {string} name @param {string} title @param {Value} initial @param {string} [help] @param {object} [limits] @returns {Field} */
export const numberField = (name, title, initial, help, limits = {}) => ({
	...{ name, title, initial, help },
	field: { type: 'number', min: 0, ...limits },
});

/** @param {string} name @param {string} title @param {Array<{ value: string, title: string, group?: string }>} choices @returns {Field} */
export const choiceField = (name, title, choices) => ({
	...{ name, title, initial: choices[0]?.value ?? '' },
	field: { type: 'choice', choices },
});

/** @param {Kind} kind @param {EventTarget | null} target @returns {Value} */
function valueIn(kind, target) {
	const input = /** @type {HTMLInputElement} */ (target);
	if (kind.type === 'switch') return input.checked;
	if (kind.type !== 'number') return input.value;
	return input.value === '' ? null : Number(input.value);
}

/** @param {Extract<Kind, { type: 'choice' }>['choices']} choices @param {Value} value */
function options(choices, value) {
	const option = (/** @type {(typeof choices)[number]} */ one) =>
		html`<option value=${one.value} .selected=${live(one.value === value)}>${one.title}</option>`;
	const groups = [...new Set(choices.map(({ group = '' }) => group))];
	return groups.map((group) => {
		const some = choices.filter((one) => (one.group ?? '') === group).map(option);
		return group === '' ? some : html`<optgroup label=${group}>${some}</optgroup>`;
	});
}

/**
 * @param {string} id
 * @param {Field} field
 * @param {Value} value
 * @param {(value: Value) => void} onInput
 */
function control(id, { title, help, field: kind }, value, onInput) {
	const hint = help === undefined ? nothing : `${id}-help`;
	const enter = (/** @type {Event} */ { target }) => onInput(valueIn(kind, target));
	const small = help === undefined ? nothing : html`<small id=${hint}>${help}</small>`;
	if (kind.type === 'switch') {
		return html`<div>
			<label for=${id}>
				<input
					type="checkbox"
					id=${id}
					aria-describedby=${hint}
					.checked=${live(value === true)}
					@input=${enter}
				/>
				${title}
			</label>
			${small}
		</div>`;
	}
	const label = html`<label for=${id}>${title}</label>`;
	if (kind.type === 'choice') {
		return html`<div>
			${label}
			<select id=${id} aria-describedby=${hint} @input=${enter}>
				${options(kind.choices, value)}
			</select>
			${small}
		</div>`;
	}
	/** @type {{ min?: number, max?: number, step?: number | 'any' }} */
	const limits = kind.type === 'number' ? { step: 1, ...kind } : {};
	const isRequired = kind.type === 'number' && kind.isNullable !== true;
	return html`<div>
		${label}
		<input
			type=${kind.type}
			id=${id}
			aria-describedby=${hint}
			autocomplete="off"
			spellcheck="false"
			min=${limits.min ?? nothing}
			max=${limits.max ?? nothing}
			step=${limits.step ?? nothing}
			pattern=${kind.type === 'text' ? (kind.pattern ?? nothing) : nothing}
			?required=${isRequired}
			.value=${live(value === null ? '' : String(value))}
			@input=${enter}
		/>
		${small}
	</div>`;
}

/**
 * A form that is not sent anywhere but calls `work`. What somebody has typed stays until `clear`; all other fields show
 * the current values.
 *
 * @param {{ id: string, title: string, groups: Group[], button: string, work: (entered: Record<string, Value>, all: Record<string, Value>) => Promise<void> }} words
 */
export function formOf({ id, title, groups, button, work }) {
	/** @type {Record<string, Value>} */
	let entered = {};
	const fields = groups.flatMap((group) => group.fields);
	const initial = Object.fromEntries(fields.map((field) => [field.name, field.initial ?? null]));

	return {
		clear: () => void (entered = {}),
		/** @param {Record<string, Value>} [current] values by name, in place of the initial ones */
		template(current = {}) {
			const values = { ...initial, ...current, ...entered };
			const fieldset = (/** @type {Group} */ { legend, fields: some }) =>
				html`<fieldset class="fields">
					${legend === undefined ? nothing : html`<legend>${legend}</legend>`}
					${some.map((field) => {
						const enter = (/** @type {Value} */ value) => void (entered[field.name] = value);
						return control(`${id}-${field.name}`, field, values[field.name] ?? null, enter);
					})}
				</fieldset>`;
			const submit = (/** @type {SubmitEvent} */ event) => {
				event.preventDefault();
				void attempt(() => work({ ...entered }, { ...initial, ...current, ...entered }));
			};
			return html`<form aria-label=${title} @submit=${submit}>
				${groups.map(fieldset)}
				<button type="submit">${button}</button>
			</form>`;
		},
	};
}

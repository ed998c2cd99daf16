import { h } from './dom.mjs';
import { attempt, say } from './say.mjs';
import { get, post } from './server.mjs';

/** @typedef {import('./server.mjs').Vendor} Vendor */
/** @typedef {Vendor['views'][number]} View */

/**
 * Opens a dialog that removes itself when it is closed; the browser keeps the focus in it and gives it back.
 *
 * @param {string} title
 * @param {Node[]} content
 * @param {Array<{ title: string, work: () => Promise<void>, isDangerous?: boolean }>} actions
 * @param {string} [closeTitle]
 */
function open(title, content, actions, closeTitle = 'Close') {
	const close = h('button', { type: 'button', autofocus: true, onclick: () => dialog.close() }, closeTitle);
	const buttons = actions.map(({ title: text, work, isDangerous = false }) => {
		const onclick = () =>
			attempt(async () => {
				dialog.close();
				await work();
			});
		return h('button', { type: 'button', className: isDangerous ? 'danger' : '', onclick }, text);
	});
	const heading = h('h2', { id: 'dialog-title' }, title);
	const dialog = h(
		'dialog',
		{ 'aria-labelledby': 'dialog-title' },
		heading,
		...content,
		h('div', { className: 'buttons' }, ...buttons, close),
	);
	dialog.addEventListener('close', () => dialog.remove());
	// A click beside the dialog closes it, as people expect.
	dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
	document.body.append(dialog);
	dialog.showModal();
}

/** @param {unknown} value */
function asText(value) {
	return h(
		'div',
		{ className: 'json', role: 'region', 'aria-label': 'Everything known', tabIndex: 0 },
		h('pre', {}, JSON.stringify(value, null, 2)),
	);
}

/**
 * Shows everything about a record, and what the vendor's own people may do with it.
 *
 * @param {Vendor} vendor
 * @param {View} view
 * @param {string} id
 * @param {string} title
 */
export function showRecord(vendor, view, id, title) {
	return attempt(async () => {
		const record = await get('/view/record', { vendor: vendor.name, kind: view.kind, id });
		const actions = view.acts.map((one) => ({
			title: one.title,
			async work() {
				await post('/act', { vendor: vendor.name, act: one.act, [one.key]: id, ...one.input });
				say(`${one.title}: done at ${vendor.title}.`);
			},
		}));
		const note =
			view.acts.length === 0 ? [] : [h('p', {}, `What the front desk can do at ${vendor.title}’s own screen:`)];
		open(title, [asText(record), ...note], actions);
	});
}

/**
 * @param {string} title
 * @param {unknown} value
 */
export function showValue(title, value) {
	open(title, [asText(value)], []);
}

/**
 * Asks before something that cannot be undone.
 *
 * @param {{ title: string, text: string, yes: string, work: () => Promise<void> }} question
 */
export function ask({ title, text, yes, work }) {
	open(title, [h('p', {}, text)], [{ title: yes, work, isDangerous: true }], 'Cancel');
}

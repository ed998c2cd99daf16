import { byId } from './dom.mjs';
import { html, nothing, render } from './lit.mjs';
import { attempt, say } from './say.mjs';
import { get, post } from './server.mjs';

/** @typedef {import('./server.mjs').Vendor} Vendor */
/** @typedef {Vendor['views'][number]} View */

const dialog = /** @type {HTMLDialogElement} */ (byId('dialog'));
dialog.addEventListener('close', () => render(nothing, dialog));
// A click beside the dialog closes it, as people expect.
dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());

/**
 * Opens the dialog; the browser keeps the focus in it and gives it back.
 *
 * @param {string} title
 * @param {unknown} content
 * @param {Array<{ title: string, work: () => Promise<void> }>} actions
 * @param {string} [closeTitle]
 */
function open(title, content, actions, closeTitle = 'Close') {
	const buttons = actions.map(({ title: text, work }) => {
		const act = () => {
			dialog.close();
			void attempt(work);
		};
		return html`<button type="button" @click=${act}>${text}</button>`;
	});
	render(
		html`<article>
			<header><h2 id="dialog-title">${title}</h2></header>
			${content}
			<footer>
				${buttons}
				<button type="button" class="secondary" autofocus @click=${() => dialog.close()}>${closeTitle}</button>
			</footer>
		</article>`,
		dialog,
	);
	dialog.showModal();
}

/** @param {unknown} value */
const asText = (value) =>
	html`<pre tabindex="0" role="region" aria-label="All details">${JSON.stringify(value, null, 2)}</pre>`;

/**
 * Shows everything about a record, and what the vendor's own people can do with it.
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
			actions.length === 0 ? nothing : html`<p>What the front desk can do in ${vendor.title}’s own app:</p>`;
		open(title, html`${asText(record)} ${note}`, actions);
	});
}

/** @param {string} title @param {unknown} value */
export function showValue(title, value) {
	open(title, asText(value), []);
}

/**
 * Asks before something that cannot be undone.
 *
 * @param {{ title: string, text: string, yes: string, work: () => Promise<void> }} question
 */
export function ask({ title, text, yes, work }) {
	open(title, html`<p>${text}</p>`, [{ title: yes, work }], 'Cancel');
}

/**
 * Elements without markup: text is only ever text, whatever a record is called.
 *
 * @typedef {Node | string | number | null | undefined | false} Child
 */

/**
 * Makes an element. Names that begin with `on` are listeners, those with a dash or `role` attributes, others
 * properties; undefined ones are left out.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} [given]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, given = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(given)) {
		if (value === undefined) continue;
		if (name.startsWith('on')) element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
		else if (name.includes('-') || name === 'role' || name === 'for') element.setAttribute(name, String(value));
		else Reflect.set(element, name, value);
	}
	element.append(...nodesOf(children.flat()));
	return element;
}

/**
 * @param {Child[]} children
 * @returns {Array<Node | string>}
 */
export function nodesOf(children) {
	return children.flatMap((child) => {
		if (child === null || child === undefined || child === false) return [];
		return [child instanceof Node ? child : String(child)];
	});
}

/**
 * Keeps the children of an element in step with data: what has not changed stays the same node, with the focus in it.
 *
 * @template T
 * @param {Element} parent
 * @param {(item: T) => Element} build
 * @returns {(items: Array<{ key: string, item: T }>) => void}
 */
export function keyed(parent, build) {
	/** @type {Map<string, { text: string, node: Element }>} */
	let shown = new Map();
	let isFirst = true;
	return (items) => {
		/** @type {typeof shown} */
		const next = new Map();
		const focused = focusIn(parent);
		for (const { key, item } of items) {
			const text = JSON.stringify(item);
			const known = shown.get(key);
			const node = known?.text === text ? known.node : build(item);
			node.setAttribute('data-key', key);
			// What was not there before is pointed out, but not on the first sight of everything.
			if (!known && !isFirst) node.classList.add('fresh');
			next.set(key, { text, node });
		}
		for (const [key, { node }] of shown) if (next.get(key)?.node !== node) node.remove();
		let cursor = parent.firstElementChild;
		for (const { node } of next.values()) {
			if (node === cursor) cursor = cursor.nextElementSibling;
			else parent.insertBefore(node, cursor);
		}
		shown = next;
		isFirst = false;
		focused?.();
	};
}

/**
 * Remembers which button of which row has the focus.
 *
 * @param {Element} parent
 * @returns {(() => void) | undefined} gives the focus back when its row has been made anew
 */
function focusIn(parent) {
	const active = document.activeElement;
	const row = active?.closest('[data-key]');
	if (!active || !row || !parent.contains(row)) return undefined;
	const key = row.getAttribute('data-key') ?? '';
	const position = Array.from(row.querySelectorAll('button, a')).indexOf(active);
	return () => {
		if (document.activeElement === active) return;
		const again = Array.from(parent.children).find((child) => child.getAttribute('data-key') === key);
		const target = Array.from(again?.querySelectorAll('button, a') ?? [])[position];
		if (target instanceof HTMLElement) target.focus();
	};
}

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
	const found = document.getElementById(id);
	if (!found) throw new Error(`no element ${id}`);
	return found;
}

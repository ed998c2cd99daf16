type Undo = () => Promise<void> | void;

export interface Closer {
	/** Registers how to undo what was just started. Undone at once when everything is already being closed. */
	add(undo: Undo): void;
	/**
	 * Undoes everything in reverse order; a second call waits for the first. Never throws: what could not be undone is
	 * passed over, so that the rest is.
	 */
	close(): Promise<void>;
	readonly closing: boolean;
}

/** Collects what has to be stopped or removed, so that it is, whatever happens in between. */
export function makeCloser(): Closer {
	const undos: Undo[] = [];
	let closing: Promise<void> | undefined;

	async function closeAll(): Promise<void> {
		for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
			try {
				await undo();
			} catch {
				continue;
			}
		}
	}

	return {
		add(undo) {
			undos.push(undo);
			if (closing) closing = closing.then(closeAll);
		},
		async close() {
			closing ??= closeAll();
			await closing;
		},
		get closing() {
			return closing !== undefined;
		},
	};
}

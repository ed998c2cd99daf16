import type { IDisplayOptions } from 'n8n-workflow';

import type { EditorField, Field, SentField } from '../types';

/** The same field where it must be filled in. */
export function required<F extends Field>(field: F): F {
	return { ...field, required: true };
}

/** The same field where it may be left out. */
export function optional<F extends Field>(field: F): F {
	const copy = { ...field };
	delete copy.required;
	return copy;
}

/** The same field, shown or hidden by the values of others. */
export function shownWhen<F extends Field>(displayOptions: IDisplayOptions, field: F): F {
	return { ...field, displayOptions };
}

/** The same field as a switch that the kernel reads by itself: never sent, and not among an operation's values. */
export function editorOnly(field: SentField): EditorField {
	const unsent: Partial<SentField> = { ...field };
	delete unsent.sends;
	return { ...unsent, isEditorOnly: true } as EditorField;
}

import type { INodeProperties, INodePropertyOptions, NodePropertyTypes } from 'n8n-workflow';

/** What a converter knows about the place whose value it converts. */
export interface Place {
	/** The field's display name with its parents, as the person sees it: `Address > Postal Code`. */
	label: string;
	field: Field;
	/** IANA name of the workflow's time zone, for times written without an offset. */
	timezone: string;
}

/**
 * Turns what a person or an expression gave into what the vendor wants.
 * Throws a `Refusal` that names the field; never returns something half right.
 */
export type Convert<Result = unknown> = (value: unknown, place: Place) => Result;

/** How a field reaches the vendor. Without `as` the operation places the value itself (path, header). */
export interface Sends {
	/** The vendor's field name; dots nest: `appointment_details.start_time`. */
	as?: string;
	convert: Convert;
	/** A day without a time, for which the editor shows none. */
	isDay?: boolean;
	/** Tells records or people apart: a key, an ID or a name. A word for nothing, such as "null", is refused here. */
	identifies?: boolean;
}

/** One entry of a fixed collection. */
export interface FieldGroup {
	displayName: string;
	name: string;
	values: Field[];
}

/** n8n's parameter description, plus how its value reaches the vendor; made by the builders in `fields/`. */
export type Field = SentField | EditorField | CollectionField;

interface FieldFacts extends Omit<INodeProperties, 'name' | 'type' | 'options'> {
	/** Stays a parameter of the node when the other fields come from the item. */
	isSwitch?: boolean;
	/** For a fixed collection whose entries are not shaped as the vendor's: the vendor's entry by field names. */
	fromVendor?: (entry: Record<string, unknown>) => Record<string, unknown>;
}

/** A field whose value goes to the vendor, or to the operation, which places it itself. */
export interface SentField<Name extends string = string> extends FieldFacts {
	name: Name;
	type: Exclude<NodePropertyTypes, 'collection'>;
	options?: Array<INodePropertyOptions | FieldGroup>;
	sends: Sends;
	isEditorOnly?: undefined;
}

/** A switch that the kernel reads by itself: it is never sent, and no operation is given its value. */
export interface EditorField extends FieldFacts {
	name: string;
	type: Exclude<NodePropertyTypes, 'collection'>;
	options?: INodePropertyOptions[];
	sends?: undefined;
	isEditorOnly: true;
}

/** Fields that a person adds one by one; their values stand beside those of the other fields. */
export interface CollectionField<Inner extends Field = Field> extends FieldFacts {
	name: string;
	type: 'collection';
	options: Inner[];
	sends?: undefined;
	isEditorOnly?: undefined;
}

/**
 * The names under which fields give their values to an operation; those of collections stand beside the others. Any name
 * where the compiler does not know the fields.
 */
export type NamesOf<F extends Field> = [Field] extends [F] ? string : NamesOfOne<F>;

type NamesOfOne<F extends Field> =
	F extends CollectionField<infer Inner> ? NamesOf<Inner> : F extends SentField<infer Name> ? Name : never;

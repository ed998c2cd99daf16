import type { IDisplayOptions, INodePropertyTypeOptions } from 'n8n-workflow';

import type { Convert, SentField } from '../types';
import { labelOf } from './label';

/** What a field says besides its name and its description. */
export interface Details {
	/**
	 * The vendor's name of the field, also where it equals the parameter's: it is what one searches for, and renaming a
	 * parameter must not change what is sent. Dots nest. `false`: the operation places the value itself.
	 */
	as: string | false;
	/** Only where it differs from the name in title case. */
	label?: string;
	/** A value as a person would give it, shown as `e.g. Maria`. */
	example?: string;
	hint?: string;
	required?: boolean;
	/** Values of other fields with which this one is shown, or hidden. */
	show?: IDisplayOptions['show'];
	hide?: IDisplayOptions['hide'];
	/** Stays a parameter of the node when the other fields come from the item. */
	isSwitch?: boolean;
	noDataExpression?: boolean;
	/** Tells records or people apart: a key, an ID or a name. */
	identifies?: boolean;
}

/** What differs from one kind of field to another. */
interface Kind {
	type: SentField['type'];
	default: unknown;
	convert: Convert;
	/** A day without a time, for which the editor shows none. */
	isDay?: boolean;
	typeOptions?: INodePropertyTypeOptions;
	placeholder?: string;
	options?: SentField['options'];
	modes?: SentField['modes'];
	fromVendor?: SentField['fromVendor'];
}

function given<T extends object>(properties: T): T {
	return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as T;
}

/**
 * A field as the kernel knows it: n8n's properties, and under `sends` the conversion with the vendor's name.
 *
 * @param name the parameter's name, which people's workflows keep
 * @param description what the person reads under the field; empty for none
 */
export function leaf<Name extends string>(
	name: Name,
	description: string,
	{ as, label = labelOf(name), example, show, hide, identifies, ...details }: Details,
	{ convert, isDay, ...kind }: Kind,
): SentField<Name> {
	return given({
		displayName: label,
		name,
		description: description || undefined,
		placeholder: example === undefined ? undefined : `e.g. ${example}`,
		displayOptions: show || hide ? given({ show, hide }) : undefined,
		...details,
		...given(kind),
		sends: given({ as: as === false ? undefined : as, convert, isDay, identifies }),
	}) as SentField<Name>;
}

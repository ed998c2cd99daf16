import type { Field, Sends } from '../types';

type LocatorField = Pick<Field, 'displayName' | 'name' | 'description' | 'displayOptions' | 'required'>;

interface LocatorRules {
	/** Name of the node's list search; without it only the ID can be given. */
	list?: string;
	/** The list is filtered by what the person types. */
	searchable?: boolean;
	/** There is no list before something is typed. */
	typed?: boolean;
	/** An ID as the vendor shows it, for the placeholder. */
	example: string;
	/** What the ID matches, as a regular expression's source, and the sentence that says so. */
	pattern: string;
	says: string;
}

/** A field that picks one record: from a list where the vendor offers one, and by its ID. */
export function locator(field: LocatorField, rules: LocatorRules, sends: Sends): Field {
	const { list, searchable = true, typed, example, pattern, says } = rules;
	const byId = {
		displayName: 'By ID',
		name: 'id',
		type: 'string' as const,
		placeholder: `e.g. ${example}`,
		// Also matches nothing: n8n checks fields that may stay empty, too.
		validation: [{ type: 'regex' as const, properties: { regex: `^\\s*(${pattern})?\\s*$`, errorMessage: says } }],
	};
	const fromList = {
		displayName: 'From List',
		name: 'list',
		type: 'list' as const,
		typeOptions: { searchListMethod: list, searchable, ...(typed && { searchFilterRequired: true }) },
	};
	return {
		...field,
		type: 'resourceLocator',
		default: { mode: list ? 'list' : 'id', value: '' },
		modes: list ? [fromList, byId] : [byId],
		sends,
	};
}

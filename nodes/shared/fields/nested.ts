import type { INodeProperties } from 'n8n-workflow';

import { toGroup } from './convert';
import type { CollectionField, Convert, Field, FieldGroup, SentField } from '../types';
import type { Build } from './build';
import { labelOf } from './label';
import { leaf, type Details } from './leaf';

/** The builders of fields that hold others, and of those that pick a record. */

interface GroupDetails extends Details {
	/** What one entry is called; the button that adds it says `Add` before it. */
	entry: string;
	/** n8n's name of the entries inside of the parameter. */
	entryName?: string;
	button?: string;
	fields: Field[];
	/** Refuses fields that do not go together, or makes something else of them. */
	check?: Parameters<typeof toGroup>[0];
	convert?: Convert;
	/** The vendor's entry by field names, where the fields are not shaped as the vendor's. */
	fromVendor?: SentField['fromVendor'];
}

function byLabel(one: Field, other: Field): number {
	return one.displayName.localeCompare(other.displayName);
}

function fixedCollection(isMultiple: boolean): Build<GroupDetails> {
	return (name, description, given) => {
		const { entry, entryName = isMultiple ? 'entries' : 'details', button = `Add ${entry}`, ...other } = given;
		const { fields, check, convert = toGroup(check), fromVendor, ...details } = other;
		const options: FieldGroup[] = [{ displayName: entry, name: entryName, values: [...fields].sort(byLabel) }];
		return leaf(name, description, details, {
			type: 'fixedCollection',
			typeOptions: isMultiple ? { multipleValues: true } : undefined,
			placeholder: button,
			default: {},
			options,
			convert,
			fromVendor,
		});
	};
}

/** An object of the vendor inside of the record. */
export const group = fixedCollection(false);

/** A list of such objects. */
export const groups = fixedCollection(true);

/** A collection of fields to add one by one, in alphabetical order. */
export function collection<Inner extends Field[]>(
	name: string,
	button: string,
	fields: Inner,
	label = labelOf(name),
): CollectionField<Inner[number]> {
	const inOrder: Inner[number][] = [...fields].sort(byLabel);
	return { displayName: label, name, type: 'collection', placeholder: button, default: {}, options: inOrder };
}

/** What may be left out when a record is created. */
export function additionalFields<Inner extends Field[]>(...fields: Inner) {
	return collection('additionalFields', 'Add Field', fields);
}

/** What may be changed of a record. */
export function updateFields<Inner extends Field[]>(...fields: Inner) {
	return collection('updateFields', 'Add Field', fields);
}

/** What narrows a list. */
export function filters<Inner extends Field[]>(...fields: Inner) {
	return collection('filters', 'Add Filter', fields);
}

/** An operation's own switches; the ones that all operations have join them. */
export function options<Inner extends Field[]>(...fields: Inner) {
	return collection('options', 'Add option', fields);
}

interface RecordDetails extends Details {
	/** Name of the node's list search; without it only the ID can be given. */
	list?: string;
	/** The list is filtered by what the person types. */
	isSearchable?: boolean;
	/** There is no list before something is typed. */
	isTyped?: boolean;
	/** An ID as the vendor shows it. */
	example: string;
	/** What the ID matches, as a regular expression's source, and the sentence that says so. */
	idPattern: string;
	says: string;
	convert: Convert;
}

function byId({ example, idPattern, says }: Pick<RecordDetails, 'example' | 'idPattern' | 'says'>) {
	// Also matches nothing: n8n checks fields that may stay empty, too.
	const properties = { regex: `^\\s*(${idPattern})?\\s*$`, errorMessage: says };
	return {
		displayName: 'By ID',
		name: 'id',
		type: 'string' as const,
		placeholder: `e.g. ${example}`,
		validation: [{ type: 'regex' as const, properties }],
	};
}

/** One record: from a list where the vendor offers one, and by its ID. `patientId` reads as `Patient`. */
export const record: Build<RecordDetails> = (name, description, given) => {
	const { list, isSearchable = true, isTyped, example, idPattern, says, convert, ...details } = given;
	const fromList = {
		displayName: 'From List',
		name: 'list',
		type: 'list' as const,
		typeOptions: {
			searchListMethod: list,
			searchable: isSearchable,
			...(isTyped && { searchFilterRequired: true }),
		},
	};
	const modes: INodeProperties['modes'] = [byId({ example, idPattern, says })];
	const label = labelOf(name.replace(/Id$/, ''));
	return leaf(
		name,
		description,
		{ label, ...details },
		{
			type: 'resourceLocator',
			default: { mode: list ? 'list' : 'id', value: '' },
			modes: list ? [fromList, ...modes] : modes,
			convert,
		},
	);
};

/** A builder of a field that picks one kind of record, under the same name everywhere. */
export function recordOf<Name extends string, Same extends Partial<RecordDetails>>(name: Name, same: Same) {
	return (description: string, details: Details & Omit<RecordDetails, keyof Same | keyof Details>): SentField<Name> =>
		record(name, description, { ...same, ...details } as unknown as RecordDetails);
}

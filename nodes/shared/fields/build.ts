import type { INodePropertyOptions, INodePropertyTypeOptions } from 'n8n-workflow';

import {
	toChoice,
	toChoices,
	toDay,
	toFiles,
	toFlag,
	toInteger,
	toJsonObject,
	toText,
	toTexts,
	type ChoiceRules,
	type NumberRules,
	type TextRules,
} from './convert';
import type { Convert, SentField } from '../types';
import { leaf, type Details } from './leaf';

/** The builders of plain fields: `text('firstName', "The patient's first name", { as: 'first_name' })`. */

/** A builder: the parameter's name, what the person reads under the field, and the rest. */
export type Build<D> = <Name extends string>(name: Name, description: string, details: D) => SentField<Name>;

/** A builder of a vendor's kind of field: some details are the same for all of them and may still be given. */
export function kindOf<D extends object, Same extends Partial<D>>(
	build: Build<D>,
	same: Same,
): Build<Omit<D, keyof Same> & Partial<Pick<D, keyof D & keyof Same>>> {
	return (name, description, details) => build(name, description, { ...same, ...details } as unknown as D);
}

interface TextDetails extends Details, TextRules {
	default?: string;
	/** Lines of the input, for a text of several. */
	rows?: number;
	/** Shown as dots. */
	isSecret?: boolean;
	/** In place of the text's own rules. */
	convert?: Convert;
}

function typeOptionsOf({
	rows,
	isSecret,
}: Pick<TextDetails, 'rows' | 'isSecret'>): INodePropertyTypeOptions | undefined {
	if (rows !== undefined) return { rows };
	return isSecret ? { password: true } : undefined;
}

/** A text, trimmed. */
export const text: Build<TextDetails> = (name, description, given) => {
	const { max, pattern, expects, tidy, rows, isSecret, convert, default: standard = '', ...details } = given;
	return leaf(name, description, details, {
		type: 'string',
		default: standard,
		typeOptions: typeOptionsOf({ rows, isSecret }),
		convert: convert ?? toText({ max, pattern, expects, tidy }),
	});
};

/** A color, given as text. */
export const color: Build<Details & TextRules> = (name, description, details) => ({
	...text(name, description, details),
	type: 'color',
});

interface TextsDetails extends Details {
	/** The button that adds one more; without it they stand in one input, separated by commas. */
	button?: string;
	convert?: Convert;
}

/** Several texts. */
export const texts: Build<TextsDetails> = (name, description, { button, convert = toTexts, ...details }) =>
	leaf(name, description, details, {
		type: 'string',
		default: button === undefined ? '' : [],
		typeOptions: button === undefined ? undefined : { multipleValues: true, multipleValueButtonText: button },
		convert,
	});

interface IntegerDetails extends Details, NumberRules {
	/** Without it the field may stay empty, for which n8n needs a text input. */
	default?: number;
	typeOptions?: INodePropertyTypeOptions;
}

/** A whole number. */
export const integer: Build<IntegerDetails> = (name, description, given) => {
	const { min, max, default: standard, typeOptions, ...details } = given;
	const convert = toInteger({ min, max });
	if (standard === undefined) return leaf(name, description, details, { type: 'string', default: '', convert });
	const limits = { ...(min !== undefined && { minValue: min }), ...(max !== undefined && { maxValue: max }) };
	return leaf(name, description, details, {
		type: 'number',
		default: standard,
		typeOptions: typeOptions ?? limits,
		convert,
	});
};

/** True or false; false to begin with. The description starts with "Whether". */
export const flag: Build<Details & { default?: boolean }> = (name, description, given) => {
	const { default: standard = false, ...details } = given;
	return leaf(name, description, details, { type: 'boolean', default: standard, convert: toFlag });
};

/** The options of a list: by their values how they read, or n8n's own form for a list that is made or shared. */
export type Options = Record<string, string | { name: string; description: string }> | INodePropertyOptions[];

function optionsOf(options: Options): INodePropertyOptions[] {
	if (Array.isArray(options)) return options;
	return Object.entries(options).map(([value, words]) =>
		typeof words === 'string' ? { name: words, value } : { ...words, value },
	);
}

interface ChoiceDetails extends Details, ChoiceRules {
	options: Options;
	default: string;
	convert?: Convert;
}

/** One of a list. */
export const choice: Build<ChoiceDetails> = (name, description, given) => {
	const { options, open, convert = toChoice({ open }), default: standard, ...details } = given;
	return leaf(name, description, details, {
		type: 'options',
		options: optionsOf(options),
		default: standard,
		convert,
	});
};

interface ChoicesDetails extends Details {
	options: Options;
	default?: string[];
	convert?: Convert;
}

/** Several of a list. */
export const choices: Build<ChoicesDetails> = (name, description, given) => {
	const { options, convert = toChoices, default: standard = [], ...details } = given;
	return leaf(name, description, details, {
		type: 'multiOptions',
		options: optionsOf(options),
		default: standard,
		convert,
	});
};

/** A calendar day. */
export const day: Build<Details> = (name, description, details) =>
	leaf(name, description, details, { type: 'dateTime', default: '', convert: toDay, isDay: true });

/** A date with a time; `convert` says in which of the vendor's forms it is sent. */
export const moment: Build<Details & { convert: Convert }> = (name, description, { convert, ...details }) =>
	leaf(name, description, details, { type: 'dateTime', default: '', convert });

interface JsonDetails extends Details {
	/** Refuses what the vendor's limits forbid. */
	check?: Parameters<typeof toJsonObject>[0];
	default?: string;
	convert?: Convert;
}

/** A JSON object, or what `convert` takes in its place. */
export const json: Build<JsonDetails> = (name, description, given) => {
	const { check, convert = toJsonObject(check), default: standard = '{}', ...details } = given;
	return leaf(name, description, details, { type: 'json', default: standard, convert });
};

/** Names of input data fields that hold files, or the files themselves. */
export const files: Build<Details & { default?: string }> = (name, description, given) => {
	const { default: standard = '', ...details } = given;
	return leaf(name, description, details, { type: 'string', default: standard, convert: toFiles });
};

import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../../nodes/shared/failure.ts';
import { readFields } from '../../../nodes/shared/fields/read.ts';
import { classify } from '../../../nodes/shared/http/classify.ts';
import type {
	Answer,
	Field,
	InputFile,
	ItemInput,
	Later,
	Operation,
	OutputItem,
	RequestOperation,
	RequestSpec,
	SendRequest,
	StepsOperation,
	Vendor,
} from '../../../nodes/shared/types.ts';

export interface Given {
	/** Values of the node's parameters under their names; a locator's is the id itself. */
	parameters: IDataObject;
	timezone?: string;
	account?: IDataObject;
	notes?: IDataObject;
	/** The files of the item, by the name of their input data field. */
	files?: Record<string, InputFile>;
}

function inputOf(
	operation: Operation,
	{ parameters, timezone = 'UTC', account = {}, files = {}, notes = {} }: Given,
): ItemInput {
	// Of a locator n8n hands on what it picked: nothing as long as it is empty.
	const initial = ({ required, type, default: value }: Field) =>
		required || type === 'resourceLocator' ? '' : value;
	const valueOf = (field: Field) => parameters[field.name] ?? initial(field);
	const { body, params } = readFields(operation.fields, valueOf, timezone);
	return {
		body,
		params,
		timezone,
		index: 0,
		account,
		notes,
		files: (references) => references.map((reference) => files[String(reference)]!),
	};
}

/** The request that an operation makes of an item; of several the first. */
export async function requestOf(operation: Operation, given: Given): Promise<RequestSpec> {
	const input = inputOf(operation, given);
	if ('request' in operation) return await operation.request(input);
	const { specs } = await stepsOf(operation, given, () => undefined);
	const [first] = specs;
	if (!first) throw new Error('Nothing was sent');
	return first;
}

/**
 * Runs the steps of an operation.
 *
 * @param answer what the vendor says to a request; undefined ends the steps there
 */
export async function stepsOf(
	operation: StepsOperation,
	given: Given,
	answer: (spec: RequestSpec, number: number) => Answer | undefined,
): Promise<{ produced: OutputItem[] | Later; specs: RequestSpec[] }> {
	const specs: RequestSpec[] = [];
	const end = new Error('enough');
	const send: SendRequest = async (spec) => {
		specs.push(spec);
		const given = answer(spec, specs.length);
		if (!given) throw end;
		return given;
	};
	try {
		return { produced: await operation.steps(inputOf(operation, given), send), specs };
	} catch (error) {
		if (error !== end) throw error;
		return { produced: [], specs };
	}
}

/** What an operation of several steps sends and puts out when it is answered like this. */
export async function itemsOf(
	operation: StepsOperation,
	given: Given,
	answerTo: (spec: RequestSpec) => unknown,
): Promise<{ sent: RequestSpec[]; items: OutputItem[] }> {
	const sent: RequestSpec[] = [];
	const items = await operation.steps(inputOf(operation, given), async (spec) => {
		sent.push(spec);
		return answerOf(200, answerTo(spec));
	});
	if (!Array.isArray(items)) throw new Error('The operation wants to wait');
	return { sent, items };
}

/** What a vendor may find at a place of the body. */
export interface WireField {
	required: boolean;
	/** The values of the vendor, where there is a list. */
	values?: string[];
}

/** All that the fields of an operation can send, by place: `address.city`, `icd_codes[].id`. */
export function wireFields(fields: Field[], prefix = '', inCollection = false): Record<string, WireField> {
	const found: Record<string, WireField> = {};
	for (const field of fields) {
		if (field.type === 'collection') {
			Object.assign(found, wireFields(field.options ?? [], prefix, true));
			continue;
		}
		if (field.sends?.as === undefined) continue;
		const place = prefix + field.sends.as;
		const values = (field.options ?? [])
			.flatMap((option) => ('value' in option ? [String(option.value)] : []))
			.filter((value) => value !== '');
		found[place] = {
			required: field.required === true && !inCollection,
			...(field.type === 'options' && { values: values.sort() }),
		};
		for (const group of field.options ?? []) {
			if (!('values' in group)) continue;
			const inside = field.typeOptions?.multipleValues === true ? `${place}[].` : `${place}.`;
			Object.assign(found, wireFields(group.values, inside));
		}
	}
	return found;
}

/** The vendor's own table, written down for a test: names with a star are required. */
export function documented(table: Record<string, string[] | undefined>): Record<string, WireField> {
	return Object.fromEntries(
		Object.entries(table).map(([name, values]) => [
			name.replace('*', ''),
			{ required: name.endsWith('*'), ...(values && { values: [...values].sort() }) },
		]),
	);
}

export const answerOf = (status: number, body: unknown, headers: IDataObject = {}): Answer => ({
	status,
	headers,
	body,
});

const SPEC: RequestSpec = { method: 'POST', path: '/' };

/** The failure that a person is shown for an answer; undefined when the answer is a success. */
export function failureFor(vendor: Vendor, operation: Operation, answer: Answer, spec = SPEC): Failure | undefined {
	const { whenRefused, fields } = operation;
	return classify(answer, vendor, { ...spec, whenRefused, fields });
}

/** Stands for all that a vendor may say about a patient. */
export const PRIVATE = 'Asha Kulkarni-Made-Up, born 1990-05-17, HIV positive';

export function leaks(failure: Failure | undefined): boolean {
	return /Asha|Made-Up|1990|HIV/.test(JSON.stringify(failure ?? {}));
}

export function operationNamed(operations: RequestOperation[], value: string): RequestOperation {
	const operation = operations.find((entry) => entry.value === value);
	if (!operation) throw new Error(`There is no operation ${value}`);
	return operation;
}

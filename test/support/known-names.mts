import type { ItemInput, Operation, SendRequest } from '../../nodes/shared/types.ts';
import { builtOperation, operationCases } from './operations.mts';

interface Known {
	name: string;
	sends?: { as?: string };
	options?: object[];
}

/** The names that the fields of an operation give: of the parameters, and of the vendor's outermost objects. */
function namesOf(fields: Known[]): { params: Set<string>; body: Set<string> } {
	const params = new Set<string>();
	const body = new Set<string>();
	for (const { name, sends, options = [] } of fields) {
		if (sends) params.add(name);
		if (sends?.as) body.add(sends.as.split('.')[0] ?? sends.as);
		const inner = namesOf(options.filter((option): option is Known => 'type' in option));
		for (const one of inner.params) params.add(one);
		for (const one of inner.body) body.add(one);
	}
	return { params, body };
}

/** Whether it is the package that reads, not n8n, which looks at a body before it sends it. */
function isReadByPackage(): boolean {
	const [, , , reader = ''] = new Error().stack?.split('\n') ?? [];
	return /\/dist\/nodes\//.test(reader);
}

/** What JavaScript itself looks for, in a value that is awaited or written as JSON. */
const LANGUAGE = new Set(['then', 'toJSON']);

function guarded<T extends object>(values: T, known: Set<string>, what: string, isReader: () => boolean): T {
	return new Proxy(values, {
		get(target, name, receiver) {
			const isKnown = typeof name === 'symbol' || known.has(name) || LANGUAGE.has(name);
			if (!isKnown && isReader()) throw new Error(`${what}.${name} is read, and no field gives it`);
			return Reflect.get(target, name, receiver) as unknown;
		},
		set(target, name, value) {
			// What the operation adds itself it may read again.
			if (typeof name === 'string') known.add(name);
			return Reflect.set(target, name, value);
		},
	});
}

/**
 * From now on every operation of the built package throws when it reads a name from `params` or `body` that none of its
 * fields gives: a renamed field whose reader was forgotten is `undefined` otherwise, and nobody notices.
 */
export function guardNames(): void {
	for (const entry of operationCases) guard(builtOperation(entry) as unknown as Operation);
}

const done = new WeakSet<Operation>();

/** The same for one operation; `isReader` tells whose reading counts. */
export function guard(operation: Operation, isReader = isReadByPackage): void {
	if (done.has(operation)) return;
	done.add(operation);
	const { params, body } = namesOf(operation.fields);
	const wrapped = (input: ItemInput): ItemInput => ({
		...input,
		params: guarded(input.params, new Set(params), 'params', isReader),
		body: guarded(input.body, new Set(body), 'body', isReader),
	});
	const { lookUp } = operation;
	if (lookUp) operation.lookUp = (input, sentAt) => lookUp.call(operation, wrapped(input), sentAt);
	if ('steps' in operation) {
		const { steps } = operation;
		operation.steps = async (input: ItemInput, request: SendRequest) =>
			await steps.call(operation, wrapped(input), request);
		return;
	}
	const { request, output } = operation;
	// What the request changed of the body must be there for the output as well.
	const inputs = new WeakMap<ItemInput, ItemInput>();
	const once = (input: ItemInput) => {
		const known = inputs.get(input) ?? wrapped(input);
		inputs.set(input, known);
		return known;
	};
	operation.request = (input) => request.call(operation, once(input));
	operation.output = (answer, input) => output.call(operation, answer, once(input));
}

import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { OpenAPIBackend, type Document, type Operation } from 'openapi-backend';
import { parse } from 'yaml';
import type { Problem } from '../types.mts';
import { parseBody, type ParsedBody } from './body.mts';
import type { Part } from './multipart.mts';
import type { Answer, Arrival } from './vendor.mts';

/** A request held against its operation. With `problems` empty, everything in it fits. */
export interface Checked {
	params: Record<string, unknown>;
	query: Record<string, unknown>;
	body: unknown;
	parts: Part[];
	problems: Problem[];
	/** Form fields that the contract does not name and lets pass. */
	ignored: string[];
}

export interface Contract {
	/** The operation a request is meant for, or the status that says there is none. */
	match(arrival: Arrival): Operation | 404 | 405;
	/** Values of path and query are converted to the contract's types; a JSON body is taken as it is. */
	check(operation: Operation, arrival: Arrival): Promise<Checked>;
	/** Where one of our own answers leaves the contract. */
	checkAnswer(operation: Operation, answer: Answer): string[];
}

const FARTHEST_ZONE_MS = 14 * 3_600_000;

interface FieldSchema {
	type?: string;
	format?: string;
	items?: { format?: string };
}
interface FormSchema {
	/** `last`: of a field that is sent several times, the last value counts. */
	'x-repeated-field'?: 'last';
	properties?: Record<string, FieldSchema>;
	additionalProperties?: unknown;
}
interface AjvError {
	instancePath: string;
	keyword: string;
	message?: string;
	params?: Record<string, unknown>;
}

/**
 * Loads an OpenAPI 3.1 file and compiles its schemas.
 * @param file address of the YAML file
 */
export async function loadContract(file: URL): Promise<Contract> {
	const api = new OpenAPIBackend({
		definition: parse(readFileSync(file, 'utf8')) as Document,
		// Its own check of the document knows OpenAPI 3.0 only; the tests check these files against 3.1.
		quick: true,
		// The slash at the end is part of a path: one vendor has it on some paths and not on others.
		ignoreTrailingSlashes: false,
		coerceTypes: true,
		ajvOpts: { strict: false, allErrors: true },
		customizeAjv: (ajv) => {
			addFormats.default(ajv);
			ajv.addFormat('past-date', isPastDate);
			return ajv;
		},
	});
	await api.init();
	api.validator.preCompileRequestValidators();
	api.validator.preCompileResponseValidators();

	return {
		match({ method, path }) {
			try {
				return api.router.matchOperation({ method, path, headers: {} }, true);
			} catch (error) {
				return error instanceof Error && error.message.startsWith('405') ? 405 : 404;
			}
		},

		async check(operation, arrival) {
			const content = contentOf(operation);
			const accepted = Object.keys(content);
			const bytes = accepted.length > 0 ? arrival.bytes : Buffer.alloc(0);
			const parsed = await parseBody(arrival.headers['content-type'], bytes, accepted);
			const form = content[parsed.mediaType]?.schema;
			const isForm = form !== undefined && parsed.mediaType !== 'application/json';
			const body = isForm ? typedForm(parsed.value, form) : parsed.value;
			const request = {
				method: arrival.method,
				path: arrival.search ? `${arrival.path}?${arrival.search}` : arrival.path,
				headers: arrival.headers,
				// A JSON scalar goes in as text: parsed, it would be parsed once more and '"{}"' would pass for an object.
				body:
					typeof body === 'object'
						? body
						: body === undefined
							? missingBody(operation)
							: arrival.bytes.toString(),
			};
			try {
				const { errors, coerced } = api.validator.validateRequest(request, operation);
				const fromSchema = parsed.problems.some(({ keyword }) => keyword === 'parse') ? [] : errors;
				return {
					params: (coerced?.params ?? {}) as Record<string, unknown>,
					query: (coerced?.query ?? {}) as Record<string, unknown>,
					body,
					parts: parsed.parts,
					problems: [
						...parsed.problems,
						...misplacedParts(fieldsOf(parsed), isForm ? form : undefined),
						...(fromSchema ?? []).map(asProblem),
					],
					ignored: isForm ? unnamedFields(body, form) : [],
				};
			} catch (error) {
				if (!(error instanceof URIError)) throw error;
				const problem: Problem = {
					in: 'path',
					path: '',
					keyword: 'parse',
					message: 'is not valid percent-encoding',
				};
				return { params: {}, query: {}, body, parts: parsed.parts, problems: [problem], ignored: [] };
			}
		},

		checkAnswer(operation, { status, body }) {
			const declared = Object.keys(operation.responses ?? {});
			if (!declared.includes(String(status))) return [`status ${status} is not in the contract`];
			if (body === undefined) return [];
			const { errors } = api.validator.validateResponse(body, operation, status);
			return (errors ?? []).map((error) => `${error.instancePath} ${error.message ?? error.keyword}`);
		},
	};
}

/** A day that exists and is not in the future, in the time zone that is ahead of all others. */
function isPastDate(text: string): boolean {
	const time = Date.parse(`${text}T00:00:00Z`);
	if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) return false;
	return time <= Date.now() + FARTHEST_ZONE_MS;
}

function contentOf(operation: Operation): Record<string, { schema?: FormSchema }> {
	const body = operation.requestBody as { content?: Record<string, { schema?: FormSchema }> } | undefined;
	return body?.content ?? {};
}

/** An absent form is an empty form: the answer then names every missing field, as form readers do. */
function missingBody(operation: Operation): object | undefined {
	const kinds = Object.keys(contentOf(operation));
	return kinds.length > 0 && !kinds.includes('application/json') ? {} : undefined;
}

/** As Python reads one: `1_0` is ten. */
const WHOLE_NUMBER = /^\s*[+-]?\d+(_\d+)*(\.0+)?\s*$/;

/** Form values are text: whole numbers become numbers where the contract wants them, one value a list of one. */
function typedForm(value: unknown, schema: FormSchema): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries((value ?? {}) as Record<string, string | string[]>).map(([name, sent]) => {
			const type = schema.properties?.[name]?.type;
			if (type === 'array') return [name, [sent].flat()];
			const field = schema['x-repeated-field'] === 'last' ? [sent].flat().at(-1) : sent;
			if (type !== 'integer' || typeof field !== 'string' || !WHOLE_NUMBER.test(field)) return [name, field];
			return [name, Number(field.replace(/_/g, ''))];
		}),
	);
}

type SentField = Pick<Part, 'name' | 'filename'>;

/** The fields of a form in order; those of a urlencoded one are text, all of them. */
function fieldsOf({ parts, mediaType, value }: ParsedBody): SentField[] {
	if (mediaType !== 'application/x-www-form-urlencoded') return parts;
	return Object.entries((value ?? {}) as Record<string, string | string[]>).flatMap(([name, texts]) =>
		[texts].flat().map(() => ({ name, filename: null })),
	);
}

/** Text where the contract wants files, and a file where it wants text. */
function misplacedParts(fields: SentField[], schema: FormSchema | undefined): Problem[] {
	const seen = new Map<string, number>();
	return fields.flatMap(({ name, filename }): Problem[] => {
		const property = schema?.properties?.[name];
		if (!property || filename === '') return [];
		const index = seen.get(name) ?? 0;
		seen.set(name, index + 1);
		const isList = property.items !== undefined;
		const wantsFile = (property.items ?? property).format === 'binary';
		if (wantsFile && filename === null) {
			const path = isList ? `/${name}/${index}` : `/${name}`;
			return [{ in: 'body', path, keyword: 'file', message: 'must be a file' }];
		}
		if (!wantsFile && filename !== null) {
			return [{ in: 'body', path: `/${name}`, keyword: 'text', message: 'must be text' }];
		}
		return [];
	});
}

function unnamedFields(body: unknown, schema: FormSchema): string[] {
	return Object.keys((body ?? {}) as object).filter((name) => !Object.hasOwn(schema.properties ?? {}, name));
}

const PLACES: Record<string, Problem['in']> = { requestBody: 'body', query: 'query', path: 'path', header: 'header' };

function asProblem(error: AjvError): Problem {
	const { instancePath, keyword, params = {} } = error;
	const [, place = '', ...rest] = instancePath.split('/');
	const named = params.missingProperty ?? params.additionalProperty;
	const names = [place, ...rest, ...(typeof named === 'string' ? [named] : [])].filter((name) => name !== '');
	const first = names.shift() ?? '';
	const allowed = Array.isArray(params.allowedValues) ? ` (${params.allowedValues.join(', ')})` : '';
	const message =
		keyword === 'required'
			? 'is required'
			: keyword === 'additionalProperties'
				? 'is not a known field'
				: keyword === 'false schema'
					? 'does not belong with the other fields'
					: `${error.message ?? keyword}${allowed}`;
	return { in: PLACES[first] ?? 'body', path: names.map((name) => `/${name}`).join(''), keyword, message };
}

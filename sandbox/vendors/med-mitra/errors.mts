import type { Answer, Call } from '../../shared/vendor.mts';
import type { Problem } from '../../types.mts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isUuid = (text: string) => UUID.test(text);

/** The database's error for a text that should be a UUID. */
export const noUuid = (text: string) => `{'code': '22P02', 'message': 'invalid input syntax for type uuid: "${text}"'}`;

/** The error of the database client when a proxy answers with its own page. */
export const proxyPage = "{'message': 'JSON could not be generated', 'code': 404, 'details': \"b'404 Not Found'\"}";

/** The present time as the database writes it: in UTC, to the microsecond. */
export function timestamp(): string {
	const now = performance.timeOrigin + performance.now();
	const micros = Math.floor((now % 1) * 1000);
	return new Date(now).toISOString().replace('Z', `${String(micros).padStart(3, '0')}+00:00`);
}

/** Every error but 422: `{ detail: text }`. */
export function failed(status: number, detail: string): Answer {
	return { status, body: { detail } };
}

/** 422 as pydantic words it: `{ detail: [{ type, loc, msg, input }] }`. */
export function invalid(call: Call, problems: Problem[]): Answer {
	const told = withoutEcho(problems);
	const files = new Set(told.filter(({ keyword }) => keyword === 'file').map(({ path }) => path));
	const detail = told
		.filter(({ keyword, path }) => keyword === 'file' || !files.has(path))
		.map((problem) => detailOf(call, problem));
	return { status: 422, body: { detail } };
}

/**
 * For a body of another type only one reason is given. In place of a form it counts as an empty form with missing fields;
 * in place of JSON it counts as a body of the wrong type.
 */
function withoutEcho(problems: Problem[]): Problem[] {
	if (!problems.some(({ keyword }) => keyword === 'contentType')) return problems;
	const isForm = problems.some(({ in: where, path }) => where === 'body' && path !== '');
	return problems.filter(({ in: where, keyword, path }) => {
		return isForm ? keyword !== 'contentType' : !(where === 'body' && path === '');
	});
}

function detailOf(call: Call, problem: Problem): Record<string, unknown> {
	const { in: where, path, keyword, message } = problem;
	const names = path
		.split('/')
		.slice(1)
		.map((name) => (/^\d+$/.test(name) ? Number(name) : name));
	const loc = [where, ...names];
	const input = inputAt(call, where, names);
	if (keyword === 'required') return { type: 'missing', loc, msg: 'Field required', input: null };
	if (keyword === 'parse' && isJson(call)) {
		return { type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {}, ctx: { error: message } };
	}
	if ((keyword === 'type' && names.length === 0) || keyword === 'contentType') {
		const msg = 'Input should be a valid dictionary or object to extract fields from';
		return { type: 'model_attributes_type', loc: ['body'], msg, input };
	}
	if (keyword === 'type' && message.includes('integer')) return { loc, input, ...integerProblem(input) };
	if (keyword === 'file') {
		const msg = "Value error, Expected UploadFile, received: <class 'str'>";
		return { type: 'value_error', loc, msg, input, ctx: { error: {} } };
	}
	if (keyword === 'additionalProperties') {
		return { type: 'extra_forbidden', loc, msg: 'Extra inputs are not permitted', input };
	}
	if (keyword === 'text' || keyword === 'type') {
		return { type: 'string_type', loc, msg: 'Input should be a valid string', input };
	}
	return { type: 'value_error', loc, msg: `Value error, ${message}`, input, ctx: { error: {} } };
}

/** A text that is not a whole number, a number with a fraction, or another type. */
function integerProblem(input: unknown): { type: string; msg: string } {
	const msg = 'Input should be a valid integer';
	if (typeof input === 'string') {
		return { type: 'int_parsing', msg: `${msg}, unable to parse string as an integer` };
	}
	if (typeof input === 'number') {
		return { type: 'int_from_float', msg: `${msg}, got a number with a fractional part` };
	}
	return { type: 'int_type', msg };
}

const isJson = ({ headers }: Call) => /^application\/json\b/i.test(headers['content-type'] ?? '');

/** The last part of the path, as it was sent. */
export const idIn = ({ arrival }: Call) => decodeURIComponent(arrival.path.split('/').at(-1) ?? '');

/** Path and query of an invalid request are known only as they were sent. */
function inputAt(call: Call, where: Problem['in'], names: Array<string | number>): unknown {
	if (where === 'path') return names.length > 0 ? idIn(call) : null;
	const query = Object.fromEntries(new URLSearchParams(call.arrival.search));
	let value: unknown = { body: call.body, query, header: {} }[where];
	for (const name of names) value = (value as Record<string | number, unknown> | undefined)?.[name];
	return value ?? null;
}

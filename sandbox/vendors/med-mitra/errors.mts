import type { Answer, Call } from '../../shared/vendor.mts';
import type { Problem } from '../../types.mts';

/** Every error but 422: `{ detail: text }`. */
export function failed(status: number, detail: string): Answer {
	return { status, body: { detail } };
}

/** 422 as pydantic words it: `{ detail: [{ type, loc, msg, input }] }`. */
export function invalid(call: Call, problems: Problem[]): Answer {
	// A body of a type that is no form counts as an empty form: what is told is that its fields are missing.
	const told = problems.filter(({ keyword }) => keyword !== 'contentType');
	const files = new Set(told.filter(({ keyword }) => keyword === 'file').map(({ path }) => path));
	const detail = told
		.filter(({ keyword, path }) => keyword === 'file' || !files.has(path))
		.map((problem) => detailOf(call, problem));
	return { status: 422, body: { detail } };
}

function detailOf(call: Call, { in: where, path, keyword, message }: Problem): Record<string, unknown> {
	const names = path
		.split('/')
		.slice(1)
		.map((name) => (/^\d+$/.test(name) ? Number(name) : name));
	const loc = [where, ...names];
	const input = inputAt(call, where, names);
	if (keyword === 'required') return { type: 'missing', loc, msg: 'Field required', input: null };
	if (keyword === 'type' && message.includes('integer')) {
		const msg = 'Input should be a valid integer, unable to parse string as an integer';
		return { type: 'int_parsing', loc, msg, input };
	}
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

function inputAt({ body, query, params }: Call, where: Problem['in'], names: Array<string | number>): unknown {
	const source: Record<Problem['in'], unknown> = { body, query, path: params, header: {} };
	let value = source[where];
	for (const name of names) value = (value as Record<string | number, unknown> | undefined)?.[name];
	return value ?? null;
}

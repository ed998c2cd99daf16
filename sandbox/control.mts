import type { RequestListener } from 'node:http';
import { createPage } from './page/page.mts';
import { faultOf, randomFaultsOf, type FaultDesk } from './shared/faults.mts';
import { arrivalOf, BodyTooLarge, send } from './shared/http.mts';
import type { Recorder } from './shared/recorder.mts';
import type { Answer, House, Vendor } from './shared/vendor.mts';
import { orderOf } from './shared/webhooks.mts';
import { ANALYSIS_OUTCOMES, READING_STYLES, type SandboxSettings } from './types.mts';

/** Tables that a reset keeps: tokens stay valid through it. */
const KEPT_TABLES = ['token_era'];

type Input = Record<string, unknown>;
/** Answers with JSON; a thrown RangeError is the caller's mistake and becomes a 400. */
type Route = (input: Input) => unknown;

const isCount = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isSwitch = (value: unknown) => typeof value === 'boolean';
const isOneOf = (values: readonly string[]) => (value: unknown) => values.includes(value as string);
const SETTING_RULES: { [K in keyof SandboxSettings]: (value: unknown) => boolean } = {
	latencyMs: isCount,
	tokenLifetimeSeconds: (value) => value === null || (typeof value === 'number' && Number.isInteger(value)),
	analysisMs: isCount,
	analysisOutcome: isOneOf(ANALYSIS_OUTCOMES),
	statusLagMs: isCount,
	analysisBlocks: isSwitch,
	readingStyle: isOneOf(READING_STYLES),
	updateSupported: isSwitch,
	emptyFieldsAreMissing: isSwitch,
	databaseDown: isSwitch,
	maxListedCases: (value) => Number.isInteger(value) && Number(value) > 0,
	storageUrl: (value) => value === '' || (typeof value === 'string' && /^https?:\/\/[^/]+(\/[^/]+)*$/.test(value)),
	storageLimitBytes: isCount,
	gatewayJwtRequired: isSwitch,
	refusedFileName: (value) => typeof value === 'string',
	bareSubscriptions: isSwitch,
	casePageSize: (value) => Number.isInteger(value) && Number(value) > 0,
	documentPageSize: (value) => Number.isInteger(value) && Number(value) > 0,
	bookedStatus: (value) => typeof value === 'string' && /^[A-Z]{2,4}$/.test(value),
	snatchedSlots: isCount,
	parsingMs: isCount,
	parsingFails: (value) => typeof value === 'boolean',
	storageFull: (value) => typeof value === 'boolean',
	signedUrlSeconds: (value) => Number.isInteger(value),
	errorShape: (value) => typeof value === 'string' && /^[A-O]?$/.test(value),
	requestsPerSecond: isCount,
};

/** Empties the sandbox and puts the seed data back; settings go to `defaults`. */
export function reset(house: House, vendors: Vendor[], defaults: SandboxSettings): void {
	house.db.empty(KEPT_TABLES);
	for (const vendor of vendors) {
		vendor.webhooks?.clear();
		vendor.seed();
	}
	Object.assign(house.settings, defaults);
}

/**
 * The control API: what a test asks of the sandbox itself, and the page that shows its records.
 * @param urls the vendors' addresses by name
 */
export function createControl(
	house: House,
	vendors: Vendor[],
	{ recorder, faults }: { recorder: Recorder; faults: FaultDesk },
	urls: Record<string, string> = {},
): RequestListener {
	const page = createPage({ house, vendors, recorder, faults }, urls);
	const names = vendors.map(({ name }) => name);
	const defaults = { ...house.settings };
	const vendorNamed = (input: Input) => {
		const vendor = vendors.find(({ name }) => name === input.vendor);
		if (!vendor) throw new RangeError(`vendor must be one of ${names.join(', ')}`);
		return vendor;
	};

	const routes: Record<string, Route> = {
		...page.routes,
		'GET /health': () => ({ ok: true }),
		'GET /state': () => house.db.dump(),
		'GET /requests': ({ vendor }) => {
			if (vendor !== undefined) vendorNamed({ vendor });
			return recorder.list().filter((entry) => vendor === undefined || entry.vendor === vendor);
		},
		'POST /requests/clear': () => {
			recorder.clear();
			return {};
		},
		'POST /reset': () => {
			reset(house, vendors, defaults);
			faults.clear();
			recorder.clear();
			return {};
		},
		'GET /settings': () => house.settings,
		'POST /settings': (input) => {
			for (const [name, value] of Object.entries(input)) {
				if (!Object.hasOwn(SETTING_RULES, name)) throw new RangeError(`${name} is not a setting`);
				if (!SETTING_RULES[name as keyof SandboxSettings](value))
					throw new RangeError(`${name} cannot be ${value}`);
			}
			return Object.assign(house.settings, input);
		},
		'GET /faults': () => faults.list(),
		'POST /faults': (input) => {
			faults.add(faultOf(input, names));
			return {};
		},
		'POST /faults/random': (input) => {
			faults.randomise(randomFaultsOf(input, names));
			return {};
		},
		'POST /faults/clear': () => {
			faults.clear();
			return {};
		},
		'DELETE /faults': () => {
			faults.clear();
			return {};
		},
		'POST /tokens': (input) => {
			const { expiresInSeconds = 3600 } = input;
			if (typeof expiresInSeconds !== 'number') throw new RangeError('expiresInSeconds must be a number');
			const vendor = vendorNamed(input);
			return vendor.tokens.issue(vendor.mintClaims(), expiresInSeconds);
		},
		'POST /revoke': (input) => {
			vendorNamed(input).tokens.revokeAll();
			return {};
		},
		'POST /act': ({ vendor, act, ...input }) => {
			const { name, acts = {} } = vendorNamed({ vendor });
			const known = Object.keys(acts);
			if (typeof act !== 'string' || !known.includes(act)) {
				throw new RangeError(`act at ${name} must be one of ${known.join(', ') || 'none'}`);
			}
			return acts[act]?.(input);
		},
		'GET /deliveries': (input) => {
			const chosen = input.vendor === undefined ? vendors : [vendorNamed(input)];
			return chosen.flatMap(({ webhooks }) => webhooks?.list() ?? []);
		},
		'POST /deliver': async (input) => {
			const { name, webhooks } = vendorNamed(input);
			if (!webhooks) throw new RangeError(`${name} has no webhooks`);
			return await webhooks.deliver(orderOf(input));
		},
	};

	async function answer(method: string, path: string, search: string, bytes: Buffer): Promise<Answer> {
		const route = routes[`${method} ${path}`];
		if (!route) return { status: 404, body: { error: `${method} ${path} is not a control call` } };
		try {
			const sent = method === 'GET' ? Object.fromEntries(new URLSearchParams(search)) : inputOf(bytes);
			return { status: 200, body: await route(sent) };
		} catch (error) {
			if (error instanceof RangeError || error instanceof SyntaxError) {
				return { status: 400, body: { error: error.message } };
			}
			return { status: 500, body: { error: String(error) } };
		}
	}

	return (request, response) => {
		void (async () => {
			if (page.answers(request, response)) return;
			const arrival = await arrivalOf(request);
			if (arrival instanceof BodyTooLarge) return send(response, { status: 413, body: { error: 'too large' } });
			return send(response, await answer(arrival.method, arrival.path, arrival.search, arrival.bytes));
		})().catch(() => request.socket.destroy());
	};
}

function inputOf(bytes: Buffer): Input {
	if (bytes.length === 0) return {};
	const parsed: unknown = JSON.parse(bytes.toString('utf8'));
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
		throw new RangeError('must be an object');
	return parsed as Input;
}

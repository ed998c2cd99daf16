import {
	ANALYSIS_OUTCOMES,
	FAULT_KINDS,
	READING_STYLES,
	type FaultKind,
	type SandboxSettings,
	type VendorName,
} from '../types.mts';
import type { LiveDesk } from './live.mts';

const REFUSALS = 'Refusals in the vendor’s words';
const CONNECTION = 'Broken connections';
const ANSWERS = 'Spoilt answers';

/** What each fault is called on the page, and under which heading. */
const FAULT_WORDS: Record<FaultKind, readonly [group: string, title: string]> = {
	'401': [REFUSALS, '401 Not signed in'],
	'403': [REFUSALS, '403 Not allowed'],
	'404': [REFUSALS, '404 Not found'],
	'408': [REFUSALS, '408 Took too long'],
	'409': [REFUSALS, '409 Conflict'],
	'422': [REFUSALS, '422 Not acceptable'],
	'429': [REFUSALS, '429 Too many requests, come back in some seconds'],
	'429-date': [REFUSALS, '429 Too many requests, come back at a time'],
	'429-bare': [REFUSALS, '429 Too many requests, no word when'],
	'500': [REFUSALS, '500 Failure inside'],
	'503': [REFUSALS, '503 Not available, come back in some seconds'],
	'503-bare': [REFUSALS, '503 Not available, no word when'],
	'error-envelope': [REFUSALS, '200 with a refusal inside'],
	'reset-before': [CONNECTION, 'Reset before the request is read'],
	'reset-after': [CONNECTION, 'Carried out, then reset without an answer'],
	stall: [CONNECTION, 'No answer, the connection stays open'],
	'cut-off': [CONNECTION, 'Carried out, the answer breaks off'],
	truncated: [ANSWERS, 'Carried out, the JSON ends in the middle'],
	html: [ANSWERS, '200 with a web page'],
	empty: [ANSWERS, '200 with nothing in it'],
	drip: [ANSWERS, 'Carried out, answered byte by byte'],
	oversized: [ANSWERS, 'Carried out, more than 25 MB of answer'],
};

const FAULTS = FAULT_KINDS.map((kind) => ({ kind, group: FAULT_WORDS[kind][0], title: FAULT_WORDS[kind][1] }));

/** `null` with `isNullable`: the field may be left empty. */
type Field =
	| { type: 'number'; min?: number; isNullable?: boolean }
	| { type: 'switch' }
	| { type: 'text'; pattern?: string }
	| { type: 'choice'; choices: Array<{ value: string; title: string }> };

interface SettingWords {
	/** Absent: it holds for all three. */
	vendor?: VendorName;
	title: string;
	help?: string;
	field: Field;
}

const count = (min = 0): Field => ({ type: 'number', min });
const onOff: Field = { type: 'switch' };
const choice = (choices: Array<{ value: string; title: string }>): Field => ({ type: 'choice', choices });

const OUTCOME_WORDS: Record<(typeof ANALYSIS_OUTCOMES)[number], string> = {
	auto: 'What the case deserves',
	failed: 'It fails',
	stuck: 'It never ends',
	unsaved: 'Completed, the insights are lost',
};
const READING_WORDS: Record<(typeof READING_STYLES)[number], string> = {
	json: 'JSON',
	fenced: 'JSON with words around it',
	words: 'Words only',
};
const SHAPES = [...'ABCDEFGHIJKLMNO'].map((letter) => ({ value: letter, title: `Shape ${letter}` }));

/** Every setting of the sandbox as the page shows it. */
const SETTING_WORDS: { [K in keyof SandboxSettings]: SettingWords } = {
	latencyMs: { title: 'Latency (ms)', help: 'How long every request waits', field: count() },
	requestsPerSecond: {
		title: 'Requests per second',
		help: 'More are refused with 429; 0 lets all pass',
		field: count(),
	},
	tokenLifetimeSeconds: {
		title: 'Life of a token (s)',
		help: 'Empty for the vendor’s own',
		field: { type: 'number', isNullable: true },
	},
	bookedStatus: {
		vendor: 'ekaCare',
		title: 'Status of a new appointment',
		help: 'BK is booked; IN waits for a confirmation',
		field: { type: 'text', pattern: '[A-Z]{2,4}' },
	},
	snatchedSlots: {
		vendor: 'ekaCare',
		title: 'Slots snatched away',
		help: 'So many bookings find that somebody else was faster',
		field: count(),
	},
	bareSubscriptions: { vendor: 'spry', title: 'Subscriptions answered without the envelope', field: onOff },
	casePageSize: { vendor: 'ekaCare', title: 'Cases per page', field: count(1) },
	documentPageSize: { vendor: 'ekaCare', title: 'Documents per page', field: count(1) },
	parsingMs: { vendor: 'ekaCare', title: 'Reading a document takes (ms)', field: count() },
	parsingFails: { vendor: 'ekaCare', title: 'Documents cannot be read', field: onOff },
	storageFull: { vendor: 'ekaCare', title: 'Document storage is full', field: onOff },
	signedUrlSeconds: {
		vendor: 'ekaCare',
		title: 'Signed addresses last (s)',
		help: '0 or less: they have ended when they are given',
		field: { type: 'number' },
	},
	errorShape: {
		vendor: 'ekaCare',
		title: 'Shape of made-up failures',
		field: choice([{ value: '', title: 'Each operation’s own' }, ...SHAPES]),
	},
	analysisMs: { vendor: 'medMitra', title: 'Analysis takes (ms)', field: count() },
	analysisOutcome: {
		vendor: 'medMitra',
		title: 'Outcome of new analyses',
		field: choice(ANALYSIS_OUTCOMES.map((value) => ({ value, title: OUTCOME_WORDS[value] }))),
	},
	statusLagMs: {
		vendor: 'medMitra',
		title: 'Status lags behind (ms)',
		help: 'The insights are there and the case is still processing',
		field: count(),
	},
	analysisBlocks: { vendor: 'medMitra', title: 'No answers while analysing', field: onOff },
	readingStyle: {
		vendor: 'medMitra',
		title: 'Reading of a picture',
		field: choice(READING_STYLES.map((value) => ({ value, title: READING_WORDS[value] }))),
	},
	updateSupported: { vendor: 'medMitra', title: 'Updates are carried out', field: onOff },
	emptyFieldsAreMissing: { vendor: 'medMitra', title: 'An empty form field is missing', field: onOff },
	databaseDown: { vendor: 'medMitra', title: 'Database cannot be reached', field: onOff },
	maxListedCases: { vendor: 'medMitra', title: 'Cases in a list at most', field: count(1) },
	storageLimitBytes: { vendor: 'medMitra', title: 'Largest file (bytes)', field: count() },
	storageUrl: {
		vendor: 'medMitra',
		title: 'Address of the files',
		help: 'Empty for where the request came to',
		field: { type: 'text', pattern: 'https?://.+' },
	},
	gatewayJwtRequired: { vendor: 'medMitra', title: 'A gateway asks for a token', field: onOff },
	refusedFileName: {
		vendor: 'medMitra',
		title: 'File name that is refused',
		help: 'As when the quota is used up; empty for none',
		field: { type: 'text' },
	},
};

const SETTINGS = Object.entries(SETTING_WORDS).map(([name, words]) => ({ name, ...words }));

const VENDOR_TITLES: Record<VendorName, string> = { spry: 'Spry', ekaCare: 'Eka Care', medMitra: 'MedMitra' };

export type Catalogue = ReturnType<typeof catalogueOf>;

/** What stays the same as long as the sandbox runs: what there is to see and to switch. */
export function catalogueOf({ vendors, viewsOf }: LiveDesk, urls: Record<string, string>) {
	const told = vendors.map(({ name, operations, webhooks }) => {
		const { views, calendar } = viewsOf(name);
		return {
			...{ name, title: VENDOR_TITLES[name], url: urls[name] ?? '' },
			...{ operations: Object.keys(operations).sort(), events: webhooks?.events ?? null },
			hasCalendar: calendar !== undefined,
			views: views.map(({ kind, title, one, columns, acts = [] }) => ({
				...{ kind, title, one, acts },
				columns: columns.map(({ title: heading, kind: type = 'text' }) => ({ title: heading, kind: type })),
			})),
		};
	});
	return { vendors: told, faults: FAULTS, settings: SETTINGS };
}

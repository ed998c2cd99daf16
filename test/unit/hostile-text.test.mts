import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script, createContext } from 'node:vm';
import ts from 'typescript';

import { encodedUrl } from '../../nodes/MedMitra/file-url.ts';
import { readingIn } from '../../nodes/MedMitra/insights.ts';
import { cleanText } from '../../nodes/shared/fields/clean-text.ts';
import { tidyPhone } from '../../nodes/shared/fields/convert.ts';
import { readJson } from '../../nodes/shared/http/json.ts';
import { isEmpty } from '../../nodes/shared/values.ts';
import { placeOf } from './kernel/support.mts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

interface Pattern {
	file: string;
	source: string;
	flags: string;
}

/** A literal, or `new RegExp(…)` of texts that stand in the same file. */
function patternsIn(file: string): Pattern[] {
	const tree = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2022, true);
	const found: Pattern[] = [];
	const visit = (node: ts.Node) => {
		if (ts.isRegularExpressionLiteral(node)) {
			const end = node.text.lastIndexOf('/');
			found.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
		}
		ts.forEachChild(node, visit);
	};
	visit(tree);
	return found;
}

const files = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(folder, file)),
);
const patterns = [
	...new Map(files.flatMap(patternsIn).map((pattern) => [`${pattern.source}/${pattern.flags}`, pattern])).values(),
];

/** What the patterns search for, one of each kind of character, and what goes around in addresses, times and JSON. */
const PIECES = [
	...'aAzfFvtTnN059 _-.,:;/\\|@#%&+*=?!"\'`~^$<>()[]{}\n\r\t\0é١😀\u200b\ufffd\u00ad\u0301',
	'a.',
	'a-',
	'-a',
	'1.',
	'0 ',
	'a@',
	'a/',
	'%2',
	'{}',
	'a,',
	'__',
	'A_',
	'Bearer ',
	'http://',
	'../',
];
const ENDS = ['', 'x', '\0'];
/** What classes such as `\\w` and `[^x]` match. */
const USUAL = ['a', 'A', '0', ' ', '.', '-', '_', '\n', 'é'];

/** The pieces that a pattern may stumble over: of its own characters, and the usual ones. */
function piecesFor(source: string): string[] {
	return PIECES.filter(
		(piece) => USUAL.includes(piece) || [...piece].some((character) => source.includes(character)),
	);
}

const KB = 1024;

const context = createContext({});
const script = new Script('pattern.lastIndex = 0; pattern.exec(text); text.replace(pattern, "");');

/** Milliseconds for one search; undefined when it takes more than the limit. */
function timeOf(pattern: RegExp, text: string, limit = 1500): number | undefined {
	Object.assign(context, { pattern, text });
	const start = performance.now();
	try {
		script.runInContext(context, { timeout: limit });
	} catch {
		return undefined;
	}
	return performance.now() - start;
}

function textOf(piece: string, length: number, end: string): string {
	return piece.repeat(Math.ceil(length / piece.length)).slice(0, length) + end;
}

/** Fast enough that its growth does not matter, in milliseconds for 200 KB. */
const UNNOTICED_MS = 60;

/** Why a search is too slow in a text; undefined when the time grows with the text. */
function slowness(time: (text: string) => number | undefined, piece: string, end: string): string | undefined {
	const least = (length: number, runs: number) => {
		const text = textOf(piece, length, end);
		const times = Array.from({ length: runs }, () => time(text));
		return times.includes(undefined) ? undefined : Math.min(...(times as number[]));
	};
	const shown = `${JSON.stringify(piece)} again and again, then ${JSON.stringify(end)}`;
	// What grows faster than the text is noticed in a short one, before a long one takes minutes.
	for (const length of [64, 2 * KB, 16 * KB]) {
		const taken = least(length, 1);
		if (taken !== undefined && taken < 60) continue;
		if ((least(length, 3) ?? Infinity) >= 60) return `${shown}: too slow with ${length} characters`;
	}
	const once = least(200 * KB, 1);
	if (once !== undefined && once < UNNOTICED_MS) return undefined;
	// Other programs on the machine make a time longer, never shorter, so one good comparison is enough.
	let said = '';
	for (let round = 1; round <= 4; round++) {
		const [half, whole] = [least(100 * KB, 3 * round), least(200 * KB, 3 * round)];
		if (half === undefined || whole === undefined) return `${shown}: does not end`;
		if (whole < UNNOTICED_MS || whole <= 2.5 * half) return undefined;
		said = `${shown}: ${half} ms, twice the text ${whole} ms`;
	}
	return said;
}

function slownessOf(time: (text: string) => number | undefined, pieces = PIECES): string[] {
	return pieces.flatMap((piece) => ENDS.flatMap((end) => slowness(time, piece, end) ?? []));
}

describe('searching in a hostile text of 200 KB', () => {
	it('finds the patterns in the sources', () => {
		expect(patterns.length).toBeGreaterThan(60);
	});

	it.each(patterns)('takes twice the time for twice the text: /$source/ in $file', ({ source, flags }) => {
		const pattern = new RegExp(source, flags);
		expect(slownessOf((text) => timeOf(pattern, text), piecesFor(source))).toEqual([]);
	});

	const measured =
		(work: (text: string) => unknown) =>
		(text: string): number => {
			const start = performance.now();
			try {
				work(text);
			} catch {
				// A refusal takes its time as well.
			}
			return performance.now() - start;
		};

	it.each<[string, (text: string) => unknown]>([
		['the reading of a picture', readingIn],
		['the address of a file', encodedUrl],
		['the JSON of an answer', readJson],
		['a telephone number', tidyPhone],
		['what a reader sees of a text', isEmpty],
		['a text as it is stored', (text) => cleanText(text, placeOf())],
	])('takes twice the time for twice the text: %s', (_what, work) => {
		expect(slownessOf(measured(work))).toEqual([]);
	});

	it('would notice a search whose time grows with the square of the text', () => {
		expect(slownessOf((text) => timeOf(/\{[^]*\}/, text), ['a', '{'])).not.toEqual([]);
		expect(slownessOf((text) => timeOf(/(a+)+$/, text), ['a'])).not.toEqual([]);
	});
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from '../../docs/reference.mts';

/**
 * Folders and files whose texts are not checked yet. Whoever rewrites one takes it out; the list ends empty, and a
 * name that is no longer needed fails the last test.
 */
const STILL_BEING_REWRITTEN = [
	'bench/',
	'compat/',
	'credentials/',
	'demo/',
	'docs/extending.md',
	'nodes/',
	'release/',
	'sandbox/',
	'test/',
	'tools/',
];

/** Phrases that a native speaker would not use, as regular expressions, each with better words. */
const PHRASES: Array<[phrase: string, better: string]> = [
	['again and again', 'repeatedly'],
	['all the same\\b', 'anyway'],
	['All together at most', 'in total at most'],
	['as it is none|that is none\\b', 'invalid'],
	['\\banew\\b', 'again'],
	['asked for is there', 'already exists'],
	['(asks?|asked) for no (password|token)', 'has no password; needs no token'],
	['bears? (it|that ID)\\b', 'allows it; has that ID'],
	['became of (it|them|an?|the)\\b', 'the result of; what happened to'],
	['befalls', 'affects'],
	['behind your back', 'without telling you'],
	['Below 0: its time lies ahead', 'Negative: a time in the future'],
	['\\bbeside\\b', 'next to; with; also'],
	['(broken|broke|breaks|break) off (in|half|after a)\\b', 'interrupted'],
	['brought along', 'installed with'],
	['by chance a little more', 'with a small random difference'],
	['Choose Time By', 'Time'],
	['clock .{0,30}go(es)? right', 'Is the clock of the n8n server correct?'],
	['doctor that the person is', 'the doctor record of this person'],
	['(not|nothing|nobody|is|be) doubled', 'not duplicated'],
	['each befalls', 'share of requests affected by each fault'],
	['ends without a warning', 'crashes'],
	['first records come back', 'restores the sample data'],
	['From when on', 'Start date'],
	['gives? out\\b', 'outputs'],
	['handed? in\\b', 'submit'],
	['ha(s|ve|d) in hand', 'is running'],
	['ha(s|ve) run out', 'has expired'],
	['hiccup', 'lost answer'],
	['How it is known when', 'How to choose when'],
	['IDs Are\\b', 'ID Type'],
	['In front of it belongs', 'Put ... in front'],
	['In which order of', 'Sort by'],
	['in vain\\b', 'without success'],
	['is mended', 'is solved; is fixed'],
	['is no (error|finding|file of)', 'is not a ...'],
	['is told in\\b', 'is listed in'],
	['it is looked', 'checks'],
	['It is a text, and a model', 'These are only instructions, and a model'],
	['Lab Data Fields', 'Lab Report Files (PDF)'],
	['made of the (person|nodes)', 'made from'],
	['Name Given As', 'Name Format'],
	['nobody can know', 'nobody can tell'],
	['nobody gives no output', 'no match returns no items'],
	['Nobody (can )?renews?', 'is not renewed; cannot be renewed'],
	['not any more', 'no longer'],
	['not told\\b', 'not given'],
	['of somebody who has a user account', 'for an existing user account'],
	['on its usual way', 'usually'],
	['only who\\b', 'only callers that'],
	['out of the ordinary', 'unusual'],
	['(are|be|is|not) worked on', 'processed'],
	['patients before:', 'already registered:'],
	['Radiology Data Fields', 'Radiology Images (JPEG, PNG)'],
	['run is parked|parks? the execution', 'waits without using a worker; suspends the execution'],
	['safe to send again', 'safe to repeat'],
	['said row by row', 'every row reports what worked and what did not'],
	['sees to it', 'makes sure; checks'],
	['(Spry|Eka Care|MedMitra) delivers again', 'retries deliveries'],
	['somebody else was quicker', 'somebody else takes it first'],
	['somebody refuses', 'a vendor refuses something'],
	['stand-ins of\\b', 'stand-ins for'],
	['stands? the same', 'also comes as'],
	['swallow', 'lose'],
	['takes? [\\w -]{1,30}patients in\\b', 'runs patients through the intake'],
	['(tell|tells|told|telling) of\\b', 'report; send; announce'],
	['that the person is\\b', 'of this person'],
	['told to the desk', 'reported to the front desk'],
	['turns? other (web )?pages away', 'refuses requests from other web pages'],
	['unasked', 'by accident'],
	['Was the intake broken off', 'If the intake was interrupted'],
	["vendor's answer mentions", '... points to this field'],
	['What is there is found', 'finds what already exists'],
	['whole and a part do', 'Do not install the full package together with one of these'],
	['which is no\\b', 'which is not a'],
	['with the same words\\b', 'in the same way'],
	['without a word of', 'without any'],
];

/** Letters shown on each side of a phrase that was found. */
const AROUND = 20;

const TEXTS = /\.(md|m?ts|mjs|json|ya?ml|html|css|js)$/;
const NOT_OURS = /(^|\/)(node_modules|dist|out|__schema__|images)(\/|$)|package-lock\.json$|wording\.test\.mts$/;

/** Pages that are written from the nodes, whose own texts are read where they stand. */
const GENERATED = [/<!-- (\w+) -->[^]*?<!-- \/\1 -->/g, /^## Fields of the credentials[^]*/m];

function filesIn(folder: string): string[] {
	return readdirSync(join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
		if (NOT_OURS.test(path) || entry.name.startsWith('.')) return [];
		if (entry.isDirectory()) return filesIn(path);
		return entry.isFile() && TEXTS.test(path) ? [path] : [];
	});
}

/** The text in one line, so that a phrase is found across lines of a paragraph or a comment. */
function inOneLine(text: string): string {
	return text.replace(/\\n/g, ' ').replace(/\s*\n[\s*/#>]*/g, ' ');
}

/** What is in a text that should not be: the phrase with what to write instead. */
function oddPhrasesIn(text: string): string[] {
	const line = inOneLine(text);
	return PHRASES.flatMap(([phrase, better]) => {
		const found = new RegExp(`\\b(?:${phrase})`, 'i').exec(line);
		if (!found) return [];
		const around = line.slice(Math.max(found.index - AROUND, 0), found.index + found[0].length + AROUND);
		return [`"...${around}..." Better: ${better}`];
	});
}

function oddPhrasesOf(path: string): string[] {
	const text = readFileSync(join(projectRoot, path), 'utf8');
	const own = path.startsWith('docs/') ? GENERATED.reduce((rest, part) => rest.replace(part, ''), text) : text;
	return oddPhrasesIn(own).map((phrase) => `${path}: ${phrase}`);
}

const files = filesIn('');
const isThere = (name: string) => files.some((path) => path === name || path.startsWith(name));
const isRead = (path: string) => !STILL_BEING_REWRITTEN.some((name) => path === name || path.startsWith(name));

describe('the words of the project', () => {
	it('are read in every folder that people look into', () => {
		for (const folder of [
			'docs',
			'examples',
			'deploy',
			'packages',
			'nodes',
			'credentials',
			'sandbox',
			'test',
			'demo',
		])
			expect([folder, files.filter((path) => path.startsWith(`${folder}/`)).length > 1]).toEqual([folder, true]);
		expect(files).toEqual(expect.arrayContaining(['README.md', 'CHANGELOG.md', 'SECURITY.md', 'package.json']));
	});

	it.each(files.filter(isRead))('in %s are those of a native speaker', (path) => {
		expect(oddPhrasesOf(path)).toEqual([]);
	});

	it.each(STILL_BEING_REWRITTEN.filter(isThere))(
		'in %s still have to be rewritten, else it leaves the list',
		(name) => {
			const left = files.filter((path) => path === name || path.startsWith(name)).flatMap(oddPhrasesOf);
			expect(left).not.toEqual([]);
		},
	);
});

describe('the search for odd phrases', () => {
	it.each([
		['in a sentence', 'A case that bears it.'],
		['across the lines of a comment', '/**\n * Only\n * who has the key.\n */'],
		['in a text of a workflow', '{ "content": "Anyone.\\nOnly who sends it" }'],
	])('finds one %s', (_where, text) => {
		expect(oddPhrasesIn(text)).toHaveLength(1);
	});

	it('says what to write instead', () => {
		expect(oddPhrasesIn('Is it not any more there?')).toEqual([
			'"...Is it not any more there?..." Better: no longer',
		]);
	});

	it('leaves plain words alone', () => {
		expect(oddPhrasesIn('Only callers that send the key get in. The token has expired.')).toEqual([]);
	});
});

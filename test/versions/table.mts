import type { NodeMajor, Scope, TestedVersion } from './matrix.mts';
import { NODES } from './matrix.mts';

/** What was found for a version of n8n on a Node; undefined where this machine has no such Node. */
export interface Finding {
	version: TestedVersion;
	major: NodeMajor;
	isPassed: boolean | undefined;
}

const MARKS = /(?<=<!-- compatibility -->\n)[\s\S]*?(?=\n<!-- \/compatibility -->)/;

const WORDS: Record<Scope, string> = { all: 'engine tests pass', operations: 'every operation passes' };

/** The table of the README. Where this machine could not look, it keeps what the README says. */
export function compatibilityTable(versions: TestedVersion[], findings: Finding[], readme: string): string {
	const rows = versions.map((version) => {
		const cells = NODES.map((major, at) => {
			const found = findings.find((finding) => finding.version === version && finding.major === major);
			if (found?.isPassed === undefined) return cellsOf(readme, version)[at] ?? 'not tested';
			return found.isPassed ? passedWords(version, major) : '**does not work**';
		});
		return row([`${version.n8n} (${version.line})`, version.asksFor, ...cells]);
	});
	const heads = ['n8n', 'asks for Node', ...NODES.map((major) => `on Node ${major}`)];
	return [row(heads), row(heads.map(() => '---')).replaceAll(' ', ''), ...rows].join('\n');
}

/** The table that stands in the README. */
export function tableIn(readme: string): string {
	const found = MARKS.exec(readme)?.[0];
	if (found === undefined) throw new Error('The README has no place for the table, marked <!-- compatibility -->');
	return found;
}

/** The README with another table. */
export function withTable(readme: string, table: string): string {
	return readme.replace(MARKS, () => table);
}

function passedWords(version: TestedVersion, major: NodeMajor): string {
	const words = WORDS[version.scopes[major]];
	return version.starts(major) ? words : `${words} (n8n itself does not start)`;
}

function cellsOf(readme: string, { n8n }: TestedVersion): string[] {
	const line = tableIn(readme)
		.split('\n')
		.find((entry) => entry.startsWith(`| ${n8n} `));
	return (line ?? '')
		.split(' | ')
		.slice(2)
		.map((cell) => cell.replace(/ \|$/, ''));
}

function row(cells: string[]): string {
	return `| ${cells.join(' | ')} |`;
}

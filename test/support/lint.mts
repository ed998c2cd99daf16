import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/**
 * `source`: exactly what `n8n-node lint` uses. `built`: the community rules, which the verification also runs over every
 * JavaScript file of the published package. `description`: the rules on what a person sees in the editor, and those of the verification that read descriptions.
 */
export type RuleSet = 'source' | 'built' | 'description';

/** Files of a folder by their patterns, or one text as if it stood in a file. */
export type LintJob = { rules: RuleSet; cwd: string } & ({ files: string[] } | { text: string; filePath: string });

export interface LintResult {
	/** How many files were looked at. */
	files: number;
	/** One line each: file:line rule message. Warnings are not among them. */
	errors: string[];
	/** The rules that the first file had to follow. */
	rules: string[];
}

const lintProcess = join(dirname(fileURLToPath(import.meta.url)), 'lint-process.mjs');

/** Lints with the given rules only, deaf to comments that switch rules off. */
export async function lint(job: LintJob): Promise<LintResult> {
	// The rules behave differently when NODE_ENV is "test", as jest sets it: they then take every file for a node.
	const env = { ...process.env, NODE_ENV: 'production' };
	const child = spawn(process.execPath, [lintProcess], { env, stdio: ['pipe', 'pipe', 'pipe'] });
	child.stdin.end(JSON.stringify(job));
	const [output, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
	if (!output) throw new Error(`ESLint could not run:\n${complaints}`);
	return JSON.parse(output) as LintResult;
}

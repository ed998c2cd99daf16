/**
 * All messages of the nodes, read from their source, so that the page on troubleshooting misses none. A message is the
 * `message` of an object that also has a `description` or a `kind`, or an argument of the functions that make refusals.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

import { projectRoot } from './reference.mts';

export interface Message {
	text: string;
	/** What the person should do; empty where it depends on the operation. */
	advice: string;
	/** The folder in `nodes` that says it. */
	from: string;
}

/** Functions that make a refusal, and which of their arguments are the text and the advice. */
const MAKERS: Record<string, { text: number; advice: number }> = {
	configurationRefusal: { text: 0, advice: 1 },
	inputRefusal: { text: 1, advice: 2 },
};

/** Stands for a value that is known only at run time. */
const PLACEHOLDER = '…';
const VENDOR = '*vendor*';

function sourceFiles(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
}

/** All variants of a text: each branch of a choice is a text of its own. */
function readingsOf(node: ts.Expression | undefined, constants: Map<string, ts.Expression>): string[] {
	if (!node) return [];
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isParenthesizedExpression(node)) return readingsOf(node.expression, constants);
	if (ts.isConditionalExpression(node)) {
		return [...readingsOf(node.whenTrue, constants), ...readingsOf(node.whenFalse, constants)];
	}
	if (ts.isIdentifier(node)) {
		const known = constants.get(node.text);
		return known && known !== node ? readingsOf(known, new Map()) : [];
	}
	if (!ts.isTemplateExpression(node)) return [];
	return node.templateSpans.reduce<string[]>(
		(starts, { expression, literal }) => {
			const inner = readingsOf(expression, constants);
			return starts.flatMap((start) =>
				(inner.length > 0 ? inner : [spoken(expression)]).map((reading) => `${start}${reading}${literal.text}`),
			);
		},
		[node.head.text],
	);
}

/** The placeholder for a value that is known only at run time. */
function spoken(expression: ts.Expression): string {
	return /vendor(\.displayName)?$/.test(expression.getText()) ? VENDOR : PLACEHOLDER;
}

function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
	const found = object.properties.find((property) => property.name?.getText() === name);
	if (found && ts.isPropertyAssignment(found)) return found.initializer;
	return found && ts.isShorthandPropertyAssignment(found) ? found.name : undefined;
}

function messagesIn(file: string): Array<Omit<Message, 'from'>> {
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
	const constants = new Map<string, ts.Expression>();
	const found: Array<Omit<Message, 'from'>> = [];

	function add(text: ts.Expression | undefined, advice: ts.Expression | undefined, isField = false): void {
		const texts = readingsOf(text, constants);
		const [first = ''] = readingsOf(advice, constants);
		found.push(...texts.map((one) => ({ text: isField ? `"${PLACEHOLDER}" ${one}` : one, advice: first })));
	}

	function visit(node: ts.Node): void {
		if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
			constants.set(node.name.text, node.initializer);
		}
		if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
			const maker = MAKERS[node.expression.text];
			if (maker) add(node.arguments[maker.text], node.arguments[maker.advice], maker.text === 1);
		}
		if (ts.isObjectLiteralExpression(node)) {
			const isFailure = ['description', 'kind'].some((name) => propertyOf(node, name) !== undefined);
			const text = propertyOf(node, 'message');
			if (text && (isFailure || ts.isStringLiteralLike(text))) add(text, propertyOf(node, 'description'));
		}
		ts.forEachChild(node, visit);
	}
	visit(source);
	return found;
}

/** Every message once, by the folder that says it and its text. */
export function allMessages(root = join(projectRoot, 'nodes')): Message[] {
	const all = sourceFiles(root).flatMap((file) => {
		const [from = ''] = relative(root, file).split(sep);
		return messagesIn(file).map((message) => ({ ...message, from }));
	});
	const known = new Map<string, Message>();
	for (const message of all) {
		const key = `${message.from} ${message.text}`;
		const before = known.get(key);
		if (!before || (before.advice === '' && message.advice !== '')) known.set(key, message);
	}
	return [...known.values()]
		.filter(isTold)
		.map(whole)
		.sort((left, right) => left.text.localeCompare(right.text, 'en'));
}

/** Whether a message has words of its own, and does not only pass on another one. */
function isTold({ text }: Message): boolean {
	return /[a-z]{3,}/i.test(text.replace(/\((HTTP|code)[^)]*\)|\[Item …\]/g, ''));
}

/** A message that begins with a small letter follows the vendor's name. */
function whole(message: Message): Message {
	return /^[a-z]/.test(message.text) && !/^n8n\b/.test(message.text)
		? { ...message, text: `${VENDOR} ${message.text}` }
		: message;
}

const FOLDERS: Record<string, string> = {
	shared: 'every node',
	Spry: 'Spry',
	EkaCare: 'Eka Care',
	MedMitra: 'MedMitra',
};

const BY_OPERATION = 'The description of the error says what to check, and whether to run the item again.';

/** All messages with what to do, for the page on troubleshooting. */
export function messagesTable(): string {
	const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('{{', '`{{').replaceAll('}}', '}}`');
	const rows = allMessages().map(
		({ text, advice, from }) => `| ${cell(text)} | ${cell(advice || BY_OPERATION)} | ${FOLDERS[from] ?? from} |`,
	);
	return ['| message | what to do | shown by |', '|---|---|---|', ...rows].join('\n');
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';

import type { Workflow, WorkflowNode } from '../../tools/n8n-client.mts';
import { projectRoot } from './engine.mts';

export const templatesFolder = join(projectRoot, 'examples');

/** File names of the workflows to import. */
export const templateNames = (): string[] =>
	readdirSync(templatesFolder)
		.filter((name) => name.endsWith('.json'))
		.sort();

export const isNote = ({ type }: WorkflowNode): boolean => type === 'n8n-nodes-base.stickyNote';

/** A workflow's nodes without its notes. */
export const stepsOf = ({ nodes }: Workflow): WorkflowNode[] => nodes.filter((node) => !isNote(node));

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Paths of what is given and not kept. */
function lost(given: unknown, kept: unknown, path: string): string[] {
	if (!isObject(given)) return given === kept ? [] : [path];
	// n8n keeps values of these kinds as they are; their insides are no parameters.
	if ('__rl' in given || 'assignments' in given || 'conditions' in given) return kept === undefined ? [path] : [];
	if (!isObject(kept)) return Object.keys(given).length === 0 ? [] : [path];
	return Object.entries(given).flatMap(([name, value]) => lost(value, kept[name], `${path}.${name}`));
}

/**
 * Parameters of a node that its description does not have, or does not show with the other parameters as they are:
 * n8n drops them without a word.
 */
export function strayParameters(node: WorkflowNode, description: INodeTypeDescription): string[] {
	return lost(node.parameters, completed(node, description), node.name);
}

/** The parameters as n8n fills them up: what is not given has its default, what does not belong there is dropped. */
function completed(node: WorkflowNode, description: INodeTypeDescription): INodeParameters {
	const given = node.parameters as INodeParameters;
	const { properties } = description;
	return NodeHelpers.getNodeParameters(properties, given, true, false, node as unknown as INode, description) ?? {};
}

/** Whether the value is one of the choices of a parameter; of expressions and lists from a vendor nobody knows. */
function isChoice({ options = [], typeOptions }: INodeProperties, value: unknown): boolean {
	if (typeOptions?.loadOptionsMethod !== undefined || String(value).startsWith('=')) return true;
	return options.some((option) => 'value' in option && option.value === value);
}

/** What is missing at a node as n8n sees it, and what is no choice of its list; credentials are left out. */
export function issuesOf(node: WorkflowNode, description: INodeTypeDescription): string[] {
	const given = completed(node, description);
	const asNode = { ...node, parameters: given } as unknown as INode;
	const wrong = description.properties
		.filter(({ type, name }) => type === 'options' && name in given)
		.filter((property) => NodeHelpers.displayParameter(given, property, asNode, description))
		.filter((property) => !isChoice(property, given[property.name]));
	const issues = NodeHelpers.getNodeParametersIssues(description.properties, asNode, description);
	return [
		...wrong.map(({ displayName }) => `"${displayName}" has no such choice`),
		...Object.values(issues?.parameters ?? {}).flat(),
	];
}

export interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** Side of a node on n8n's canvas, and its name below it, which wraps when it is long. */
const NODE = 96;
const LABEL = { height: 64, letter: 7.6, widest: 192 };

/** What a node covers on the canvas, its name included. */
export function boxOf(node: WorkflowNode): Box {
	const [left, top] = node.position as [number, number];
	const { name } = node;
	if (isNote(node)) {
		const { width, height } = node.parameters as { width: number; height: number };
		return { name, left, top, right: left + width, bottom: top + height };
	}
	const label = Math.min(name.length * LABEL.letter, LABEL.widest);
	const overhang = Math.max(label - NODE, 0) / 2;
	return { name, left: left - overhang, top, right: left + NODE + overhang, bottom: top + NODE + LABEL.height };
}

/** Pairs of what lies on each other. */
export function overlaps({ nodes }: Workflow): string[] {
	const boxes = nodes.map(boxOf);
	return boxes.flatMap((one, index) =>
		boxes
			.slice(index + 1)
			.filter(
				(other) =>
					one.left < other.right &&
					other.left < one.right &&
					one.top < other.bottom &&
					other.top < one.bottom,
			)
			.map((other) => `${one.name} / ${other.name}`),
	);
}

/** Measured on n8n's canvas: letters, lines and what lies between them, in its units. */
const LETTER = { plain: 6.7, code: 8 };
const LINE = 19.5;
const TITLE = 52;
const GAP = 10;
const PADDING = { side: 18, ends: 32 };

function widthOf(line: string): number {
	const pieces = line.replace(/\*+/g, '').split('`');
	return pieces.reduce((sum, piece, index) => sum + piece.length * (index % 2 === 1 ? LETTER.code : LETTER.plain), 0);
}

/** The height that a note's text needs at its width. */
export function heightOfText({ parameters }: WorkflowNode): number {
	const { content, width } = parameters as { content: string; width: number };
	const lines = content.split('\n').map((line) => {
		if (line.startsWith('## ')) return TITLE;
		return line === '' ? GAP : LINE * Math.ceil(widthOf(line) / (width - 2 * PADDING.side));
	});
	return PADDING.ends + lines.reduce((sum, height) => sum + height, 0);
}

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
	type INodeType,
} from 'n8n-workflow';

import { projectRoot } from '../../../tools/stack.mts';

interface Codex {
	alias: string[];
}

export interface BuiltNode {
	description: INodeTypeDescription;
	codex: Codex;
	listSearches: string[];
}

/** The nodes of the package as they were built, in the order of package.json. */
export function builtNodes(): BuiltNode[] {
	const load = createRequire(join(projectRoot, 'package.json'));
	const { n8n } = load('./package.json') as { n8n: { nodes: string[] } };
	return n8n.nodes.map((path) => {
		const exported = load(`./${path}`) as Record<string, new () => INodeType>;
		const name = basename(path, '.node.js');
		const { description, methods } = new (exported[name] as new () => INodeType)();
		const codex = JSON.parse(readFileSync(join(projectRoot, path.replace(/\.js$/, '.json')), 'utf8')) as Codex;
		return { description, codex, listSearches: Object.keys(methods?.listSearch ?? {}) };
	});
}

export interface Choice {
	name: string;
	value: string;
	action: string;
}

/** The choices of a parameter that offers some, for the resource if it depends on one. */
export function choicesOf(description: INodeTypeDescription, name: string, resource?: string): Choice[] {
	const property = description.properties.find(
		(one) =>
			one.name === name && (!resource || (one.displayOptions?.show?.resource as string[])?.includes(resource)),
	);
	return (property?.options ?? []) as unknown as Choice[];
}

export interface PromisedField {
	label: string;
	entries?: string[];
}

/**
 * The fields that a node shows for these parameters by its description, all others at their defaults: the words over
 * each, and what can be added to each collection that offers more than one thing.
 */
export function promisedFields(description: INodeTypeDescription, given: INodeParameters): PromisedField[] {
	const { properties } = description;
	const node = { typeVersion: description.version as number };
	const values = NodeHelpers.getNodeParameters(properties, given, true, false, node, description) ?? {};
	const isShown = (property: INodeProperties) =>
		property.type !== 'hidden' &&
		// n8n makes this choice part of the credential's own field.
		property.name !== 'authentication' &&
		NodeHelpers.displayParameter(values, property, node, description);
	return properties.filter(isShown).map(({ displayName, type, options = [] }) => {
		const entries = (options as INodeProperties[]).filter((option) =>
			NodeHelpers.displayParameter({}, option, node, description, values),
		);
		// One thing alone is added by a button, not chosen from a list.
		if (type !== 'collection' || entries.length < 2) return { label: displayName };
		return { label: displayName, entries: entries.map((entry) => entry.displayName) };
	});
}

/** The choices among these parameters on which other fields depend, each with all it offers. */
export function switchesOf(description: INodeTypeDescription, given: INodeParameters): INodeProperties[] {
	const { properties } = description;
	const node = { typeVersion: description.version as number };
	const values = NodeHelpers.getNodeParameters(properties, given, true, false, node, description) ?? {};
	const shown = properties.filter((property) => NodeHelpers.displayParameter(values, property, node, description));
	const conditions = new Set(properties.flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {})));
	const pickers = new Set(['authentication', 'resource', 'operation']);
	return shown.filter(({ name, type }) => type === 'options' && conditions.has(name) && !pickers.has(name));
}

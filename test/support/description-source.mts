import type { INodeTypeDescription } from 'n8n-workflow';

/**
 * Writes a node's description out as the source file a person would have typed, so that the lint rules, which only
 * understand literals, can be run on what the code generates.
 * @throws when the description holds something that cannot be written out, such as a function
 */
export function descriptionSource(className: string, description: INodeTypeDescription): string {
	const { displayName, name, group, version, subtitle, defaults, credentials, properties, usableAsTool } =
		description;
	const written = {
		displayName,
		name,
		icon: 'file:icon.svg',
		group,
		version,
		subtitle,
		description: description.description,
		defaults,
		usableAsTool,
		inputs: group.includes('trigger') ? [] : ['main'],
		outputs: ['main'],
		credentials,
		// n8n itself adds this to every node that polls.
		properties: properties.filter((property) => property.name !== 'pollTimes'),
	};
	return [
		"import type { INodeType, INodeTypeDescription } from 'n8n-workflow';",
		'',
		`export class ${className} implements INodeType {`,
		`\tdescription: INodeTypeDescription = ${literal(written, 'description', '\t')};`,
		'}',
		'',
	].join('\n');
}

function literal(value: unknown, path: string, indent: string): string {
	if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return JSON.stringify(value);
	if (typeof value !== 'object') throw new Error(`${path} is a ${typeof value}; a description holds data only`);
	const deeper = `${indent}\t`;
	if (Array.isArray(value)) {
		const entries = value.map((entry, index) => `${deeper}${literal(entry, `${path}[${index}]`, deeper)},\n`);
		return entries.length === 0 ? '[]' : `[\n${entries.join('')}${indent}]`;
	}
	const entries = Object.entries(value)
		.filter(([, entry]) => entry !== undefined)
		.map(([key, entry]) => `${deeper}${keyOf(key)}: ${literal(entry, `${path}.${key}`, deeper)},\n`);
	return entries.length === 0 ? '{}' : `{\n${entries.join('')}${indent}}`;
}

/** The rules look for keys without quotes. */
function keyOf(key: string): string {
	return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

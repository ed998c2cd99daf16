/**
 * The reference of all operations, out of the built nodes' own descriptions, so that it cannot drift: one page for each
 * vendor and the table in the README.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

interface Field {
	displayName: string;
	name: string;
	type: string;
	description?: string;
	required?: boolean;
	default?: unknown;
	options?: Array<Partial<Field> & { values?: Field[]; value?: unknown }>;
}

interface Operation {
	displayName: string;
	description: string;
	resend: 'always' | 'keyed' | 'never';
	maps?: boolean;
	simplified?: string[] | { description: string };
	howToCheck?: string;
	fields: Field[];
}

interface Resource {
	displayName: string;
	operations: Operation[];
}

/** The vendors: their folder in the package, their page, and their name. */
export const VENDORS = [
	{ folder: 'Spry', page: 'spry.md', name: 'Spry' },
	{ folder: 'EkaCare', page: 'eka-care.md', name: 'Eka Care' },
	{ folder: 'MedMitra', page: 'med-mitra.md', name: 'MedMitra' },
] as const;

type Vendor = (typeof VENDORS)[number];

const RESEND = {
	always: 'safe to send again: it is sent again by itself after a hiccup',
	keyed: 'sent again only after a look, by the key you give, that it was not carried out',
	never: 'not sent again when its outcome is unknown; the error says how to check',
};

function resourcesOf({ folder }: Vendor): Resource[] {
	const load = createRequire(join(projectRoot, 'package.json'));
	const { resources } = load(`./dist/nodes/${folder}/actions/index.js`) as { resources: Resource[] };
	return resources;
}

/** Text that stays in its cell. */
function cell(text = ''): string {
	return text
		.replaceAll('|', '\\|')
		.replaceAll('\n', ' ')
		.replace(/<[^>]+>/g, '')
		.trim();
}

function row(field: Field, parents: string): string[] {
	const name = `${parents}${field.displayName}`;
	const inner = field.options ?? [];
	if (field.type === 'collection') return inner.flatMap((option) => row(option as Field, `${name} > `));
	const own = `| ${cell(name)} | ${field.required && parents === '' ? 'yes' : ''} | ${cell(field.description)} |`;
	const groups = inner.flatMap(({ values = [] }) => values).flatMap((value) => row(value, `${name} > `));
	return [own, ...groups];
}

function simplifiedText(simplified: NonNullable<Operation['simplified']>): string {
	if (!Array.isArray(simplified)) return `${simplified.description}.`;
	return simplified.map((name) => `\`${name.replaceAll('.', '_')}\``).join(', ');
}

function operationText(resource: Resource, operation: Operation): string {
	const { displayName, description, resend, fields, maps, simplified } = operation;
	const rows = fields.flatMap((field) => row(field, ''));
	const isRead = resend === 'always' && !maps;
	const facts = [
		isRead ? '' : `- **Repeating it:** ${RESEND[resend]}.`,
		maps ? '- **Map Automatically:** the fields can come from the item itself.' : '',
		simplified ? `- **Output, Simplified:** ${simplifiedText(simplified)}` : '',
	].filter(Boolean);
	const table =
		rows.length > 0 ? ['| field | required | what it is |', '|---|---|---|', ...rows] : ['No fields of its own.'];
	return [
		`### ${resource.displayName}: ${displayName}`,
		'',
		`${description}.`.replace(/\.\.$/, '.'),
		'',
		...(facts.length > 0 ? [...facts, ''] : []),
		...table,
	].join('\n');
}

/** The page of one vendor: every operation with its fields. */
export function referenceOf(vendor: Vendor): string {
	const resources = resourcesOf(vendor);
	const parts = resources.flatMap((resource) =>
		resource.operations.map((operation) => operationText(resource, operation)),
	);
	const intro = [
		`# ${vendor.name}: operations`,
		'',
		'Made from the node itself by `npm run docs`; do not edit. Every operation also has the run-time options of the README.',
	];
	return `${[intro.join('\n'), ...parts].join('\n\n')}\n`;
}

/** The README's table: one row for each resource. */
export function operationsTable(): string {
	const rows = VENDORS.flatMap((vendor) =>
		resourcesOf(vendor).map(
			({ displayName, operations }) =>
				`| [${vendor.name}](docs/${vendor.page}) | ${displayName} | ${operations.map((operation) => operation.displayName).join(', ')} |`,
		),
	);
	return ['| node | resource | operations |', '|---|---|---|', ...rows].join('\n');
}

const MARKS = /(<!-- operations -->\n)[\s\S]*?(\n<!-- \/operations -->)/;

/** The README with its table of operations as the nodes are now. */
export function readmeWith(table: string, readme: string): string {
	if (!MARKS.test(readme)) throw new Error('The README has lost the marks around its table of operations');
	return readme.replace(MARKS, (_, before: string, after: string) => `${before}${table}${after}`);
}

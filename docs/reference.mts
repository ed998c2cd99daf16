/**
 * The reference of all operations, from the built nodes' own descriptions, so that the two cannot differ: one page for
 * each vendor, and the table in the README.
 */
import { readFileSync } from 'node:fs';
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
	{ folder: 'Spry', page: 'spry.md', name: 'Spry', credentials: ['SpryOAuth2Api', 'SpryApi'] },
	{ folder: 'EkaCare', page: 'eka-care.md', name: 'Eka Care', credentials: ['EkaCareApi'] },
	{ folder: 'MedMitra', page: 'med-mitra.md', name: 'MedMitra', credentials: ['MedMitraApi'] },
] as const;

type Vendor = (typeof VENDORS)[number];

const RESEND = {
	always: 'safe; after a lost answer the node repeats it',
	keyed: 'with an ID of your own, the node first checks that it was not carried out',
	never: 'after a lost answer the node does not repeat it; the error says how to check',
};

const HARMLESS = 'Run the item again. That does no harm.';

const RESEND_SHORT = { always: 'yes', keyed: 'with a key, after a check', never: 'no' };

function resourcesOf({ folder }: Vendor): Resource[] {
	const load = createRequire(join(projectRoot, 'package.json'));
	const { resources } = load(`./dist/nodes/${folder}/actions/index.js`) as { resources: Resource[] };
	return resources;
}

/** Text that fits into one cell of a table. */
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

/** Whether an operation only reads, so that it is always safe to repeat. */
function isRead({ displayName }: Operation): boolean {
	return /^(Get|Find|Search|Download|Wait)\b/.test(displayName);
}

function operationText(resource: Resource, operation: Operation): string {
	const { displayName, description, resend, fields, maps, simplified } = operation;
	const rows = fields.flatMap((field) => row(field, ''));
	const facts = [
		isRead(operation) ? '' : `- **Repeating it:** ${RESEND[resend]}.`,
		maps ? '- **Map Automatically:** the fields can come from the item itself.' : '',
		simplified ? `- **Output, Simplified:** ${simplifiedText(simplified)}` : '',
	].filter(Boolean);
	const table =
		rows.length > 0
			? ['| field | required | meaning |', '|---|---|---|', ...rows]
			: ['This operation has no fields of its own.'];
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
	const written = readFileSync(join(projectRoot, 'docs', 'parts', vendor.page), 'utf8').trim();
	const sections = [
		`# ${vendor.name}`,
		'<!-- Written by `npm run docs` from docs/parts and the node itself; do not edit. -->',
		written,
		'## Fields of the credentials',
		...vendor.credentials.map(credentialText),
		'## Operations',
		'Every operation also has the [options for many rows](using-the-nodes.md#options-of-every-operation).',
		...parts,
	];
	return `${sections.join('\n\n')}\n`;
}

/** For fields whose meaning the editor shows without a description. */
const FIELD_TEXTS: Record<string, string> = {
	Environment: "Production, the vendor's sandbox, or an address of your own",
};

interface Credential {
	displayName: string;
	properties: Field[];
}

/** The fields of a credential that a person sees. */
function credentialText(name: string): string {
	const load = createRequire(join(projectRoot, 'package.json'));
	const made = load(`./dist/credentials/${name}.credentials.js`) as Record<string, new () => Credential>;
	const Type = made[name];
	if (!Type) throw new Error(`There is no credential ${name}`);
	const { displayName, properties } = new Type();
	const rows = properties
		.filter(({ type }) => type !== 'hidden')
		.map(
			(field) =>
				`| ${cell(field.displayName)} | ${cell(field.description) || (FIELD_TEXTS[field.displayName] ?? '')} |`,
		);
	return [`### ${displayName}`, '', '| field | meaning |', '|---|---|', ...rows].join('\n');
}

/** What is safe to repeat: one row for each operation that changes something. */
export function retriesTable(): string {
	const rows = VENDORS.flatMap((vendor) =>
		resourcesOf(vendor).flatMap((resource) =>
			resource.operations
				.filter((operation) => !isRead(operation))
				.map(
					({ displayName, resend, howToCheck }) =>
						`| ${vendor.name} | ${resource.displayName}: ${displayName} | ${RESEND_SHORT[resend]} | ${cell(howToCheck) || HARMLESS} |`,
				),
		),
	);
	return [
		'| node | operation | repeated by the node | what to do if the outcome is unknown |',
		'|---|---|---|---|',
		...rows,
	].join('\n');
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

/** The page with the text between two marks replaced. @throws when the page has lost the marks */
export function pageWith(mark: string, made: string, page: string): string {
	const marks = new RegExp(`(<!-- ${mark} -->\\n)[\\s\\S]*?(<!-- /${mark} -->)`);
	if (!marks.test(page)) throw new Error(`The page has lost the marks <!-- ${mark} --> around what is made for it`);
	return page.replace(marks, (_, before: string, after: string) => `${before}${made}\n${after}`);
}

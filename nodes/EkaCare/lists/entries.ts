import type { INodeListSearchItems } from 'n8n-workflow';

/** An entry of an editor's list: what tells it from the others, or its id when nothing does. Undefined without an id. */
export function entry(id: unknown, told: unknown[]): INodeListSearchItems | undefined {
	const value = text(id);
	const name = told.map(text).filter(Boolean).join(' · ');
	return value === '' ? undefined : { name: name || value, value };
}

/** Whether what the person typed is in the entry; nothing typed is in all. */
export function matches({ name, value }: INodeListSearchItems, filter: string): boolean {
	return `${name}\n${String(value)}`.toLowerCase().includes(filter.toLowerCase());
}

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

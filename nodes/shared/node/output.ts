import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { configurationRefusal, Refusal } from '../failure';
import { isoName, withIsoTimes } from '../fields/iso-times';
import type { Operation, OutputItem, Simplified, Vendor } from '../types';
import { isRecord, isSafeName, ownValue, setAt } from '../values';

/** Turns one record of the vendor's into what the person chose to see of it. */
export type Format = (json: IDataObject) => IDataObject;

/** What a failed look at an earlier result would need, so it is kept whatever was chosen. */
const OURS = ['alreadyExisted', 'success', 'deleted'];

function at(json: IDataObject, dotted: string): unknown {
	return dotted
		.split('.')
		.reduce<unknown>((current, name) => (isRecord(current) ? ownValue(current, name) : undefined), json);
}

function kept(json: IDataObject): IDataObject {
	return Object.fromEntries(OURS.flatMap((name) => (Object.hasOwn(json, name) ? [[name, json[name]]] : [])));
}

function simplified(json: IDataObject, how: string[] | Simplified): IDataObject {
	if (!Array.isArray(how)) return { ...how.of(json), ...kept(json) };
	const names = how.flatMap((name) => [name, isoName(name)]);
	const shown = names.flatMap((dotted) => {
		const value = at(json, dotted);
		return value === undefined ? [] : [[dotted.replaceAll('.', '_'), value]];
	});
	return { ...Object.fromEntries(shown), ...kept(json) } as IDataObject;
}

function selected(json: IDataObject, names: string[]): IDataObject {
	const result: Record<string, unknown> = {};
	for (const dotted of names) {
		const value = at(json, dotted);
		if (value !== undefined) setAt(result, dotted, value);
	}
	return { ...result, ...kept(json) } as IDataObject;
}

/** Names given one by one, as a list, or with commas between. */
function namesIn(given: unknown): string[] {
	const list: unknown[] = Array.isArray(given) ? given : String(given ?? '').split(',');
	const names = list.map((name) => String(name).trim()).filter(Boolean);
	if (names.every(isSafeName)) return names;
	throw configurationRefusal(
		'"Fields to Output" has a name that no record can have',
		'Remove __proto__, constructor and prototype from Fields to Output.',
	);
}

const AS_IT_IS: Format = (json) => json;

/**
 * Reads what the person wants to see of each record: Simplified, Raw or Selected Fields. It cannot vary by item. All
 * but Raw have ISO 8601 beside the vendor's Unix times.
 */
export function readFormat(
	context: IExecuteFunctions,
	{ simplified: how, isVerbatim }: Operation,
	vendor: Pick<Vendor, 'unixTimes' | 'freeObjects'>,
): Format {
	if (isVerbatim) return AS_IT_IS;
	const timed = vendor.unixTimes ? withIsoTimes(vendor, context.getTimezone()) : AS_IT_IS;
	if (!how) return timed;
	const mode = context.getNodeParameter('output', 0, 'simplified');
	if (mode === 'raw') return AS_IT_IS;
	if (mode !== 'selectedFields') return (json) => simplified(timed(json), how);
	const chosen = namesIn(context.getNodeParameter('outputFields', 0, ''));
	return (json) => selected(timed(json), chosen);
}

/** An output item as n8n wants it: its files stored, and paired with the item it came from. */
export async function toOutputItem(
	context: Pick<IExecuteFunctions, 'helpers'>,
	{ json, files }: OutputItem,
	index: number,
	format: Format,
): Promise<INodeExecutionData> {
	const item: INodeExecutionData = { json: format(json), pairedItem: { item: index } };
	if (!files) return item;
	item.binary = {};
	for (const [field, { content, fileName, mimeType }] of Object.entries(files)) {
		try {
			item.binary[field] = await context.helpers.prepareBinaryData(content, fileName, mimeType);
		} catch {
			throw notStored();
		}
	}
	return item;
}

/** What n8n's own store says may hold paths of the machine. */
function notStored(): Refusal {
	return new Refusal({
		kind: 'unavailable',
		message: 'n8n could not store the file',
		description: 'Check the disk space of this n8n and its settings for binary data.',
		outcome: 'none',
	});
}

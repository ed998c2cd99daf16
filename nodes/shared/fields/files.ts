import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { inputRefusal } from '../failure';
import { heldFile } from './held-files';
import type { FileReference, InputFile } from '../types';

const LONGEST_NAME = 200;

/** What is no part of a file's name on any system, or makes it read otherwise than it is. */
const UNUSABLE = /[\p{Cc}\p{Cs}\u2028-\u202E\u2066-\u2069]/gu;

/**
 * The name without folders, and without what could end a header or a path. Whoever made the file chose it, and that
 * may be a stranger.
 */
function fileNameOf({ fileName, fileExtension }: IBinaryData): string {
	const name = String(fileName ?? '')
		.replace(UNUSABLE, '')
		.replace(/^.*[/\\]/, '')
		.trim();
	const extension = (fileExtension ?? '').replace(/[^A-Za-z0-9]/g, '');
	if (/^\.*$/.test(name)) return extension ? `file.${extension}` : 'file';
	if (name.length <= LONGEST_NAME) return name;
	const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
	return [...name].slice(0, LONGEST_NAME - ending.length).join('') + ending;
}

/** The MIME type where it is one, with its parameters. */
function mimeTypeOf({ mimeType }: IBinaryData): string {
	const given = String(mimeType ?? '').trim();
	const isType = /^[\w.+-]+\/[\w.+-]+(\s*;\s*[\w.+-]+=("[\w .:+-]*"|[\w.:+-]+))*$/.test(given);
	return isType ? given : 'application/octet-stream';
}

function refusalOf(context: IExecuteFunctions, index: number, reference: FileReference, label: string) {
	const present = Object.keys(context.getInputData()[index]?.binary ?? {});
	const advice =
		present.length > 0
			? `The item has: ${present.join(', ')}.`
			: "The item has no files. Files of an earlier node are reached by an expression such as {{ $('Webhook').item.binary.report }}.";
	if (typeof reference !== 'string') {
		return inputRefusal(
			label,
			'refers to a file that neither this item nor an earlier node has',
			`Give the name of an input data field instead. Data from outside n8n, such as the body of a webhook, cannot choose a file. ${advice}`,
		);
	}
	return inputRefusal(label, `names "${sourceOf(reference)}", which is no file of the item`, advice);
}

/** Neither a file's own name nor a text given instead of a field's name is repeated: both may name a patient. */
function sourceOf(reference: FileReference): string {
	return typeof reference === 'string' && /^[\w.-]{1,64}$/.test(reference) ? reference : 'the given file';
}

function fileOf(context: IExecuteFunctions, index: number, reference: FileReference, label: string): InputFile {
	const held = heldFile(context, index, reference);
	if (!held) throw refusalOf(context, index, reference, label);
	return {
		fileName: fileNameOf(held),
		mimeType: mimeTypeOf(held),
		source: sourceOf(reference),
		size: held.bytes,
		read: async () => await context.helpers.getBinaryDataBuffer(index, held),
	};
}

/**
 * The files that a field names, not yet read.
 *
 * @throws Refusal naming the input data field that holds no file
 */
export function filesOf(
	context: IExecuteFunctions,
	index: number,
	references: FileReference[],
	label: string,
): InputFile[] {
	return references.map((reference) => fileOf(context, index, reference, label));
}

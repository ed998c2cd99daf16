import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { inputRefusal } from '../failure';
import type { FileReference, InputFile } from '../types';

function assertFile(context: IExecuteFunctions, index: number, reference: FileReference): IBinaryData | undefined {
	try {
		return context.helpers.assertBinaryData(index, reference);
	} catch {
		return undefined;
	}
}

/**
 * The expression `$binary.report` yields a file without its content. It always is a file of the item
 * itself, so it is found again there by everything else it says.
 */
function withContent(files: Record<string, IBinaryData>, reference: FileReference): FileReference {
	if (typeof reference === 'string' || reference.data !== undefined) return reference;
	const found = Object.entries(files).find(([, file]) =>
		(Object.keys(reference) as Array<keyof IBinaryData>).every((key) => file[key] === reference[key]),
	);
	return found?.[0] ?? reference;
}

function fileOf(context: IExecuteFunctions, index: number, given: FileReference, label: string): InputFile {
	const files = context.getInputData()[index]?.binary ?? {};
	const reference = withContent(files, given);
	// Neither a file's own name nor a text given instead of a field's name is repeated: both may name a patient.
	const source = typeof reference === 'string' && /^[\w.-]{1,64}$/.test(reference) ? reference : 'the given file';
	// A name such as "valueOf" is found in every object.
	const isThere = typeof reference !== 'string' || Object.hasOwn(files, reference);
	const binary = isThere ? assertFile(context, index, reference) : undefined;
	if (!binary) {
		const present = Object.keys(files);
		const advice =
			present.length > 0
				? `The item has: ${present.join(', ')}.`
				: "The item has no files. Files of an earlier node are reached by an expression such as {{ $('Webhook').item.binary.report }}.";
		throw inputRefusal(label, `names "${source}", which is no file of the item`, advice);
	}
	const extension = binary.fileExtension ? `.${binary.fileExtension}` : '';
	return {
		fileName: binary.fileName ?? `file${extension}`,
		mimeType: binary.mimeType,
		source,
		size: binary.bytes,
		read: async () => await context.helpers.getBinaryDataBuffer(index, reference),
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

import { inputRefusal, type Refusal } from '../../../shared/failure';
import { fileTypeOf, JPEG, PDF, PNG, toldType, type FileType } from '../../../shared/fields/file-types';
import type { InputFile } from '../../../shared/types';

const MB = 1024 * 1024;
/**
 * Most megabytes of a file by its type; Eka Care takes no other types. Its page lists image/jpg; its samples and
 * libraries send image/jpeg, the name that is registered.
 */
const LIMITS_MB = new Map<FileType, number>([
	[PDF, 25],
	[JPEG, 10],
	[PNG, 10],
]);
const LARGEST_MB = Math.max(...LIMITS_MB.values());
/** The parser takes no larger file, whatever its type. */
export const PARSER_LIMIT_MB = 10;
export const FILES_LABEL = 'Input Data Field Name';

/** A file with its content, ready to be sent. */
export interface LoadedFile {
	name: string;
	/** The input data field it comes from, to speak of it without its name, which may be a patient's. */
	source: string;
	contentType: string;
	content: Buffer;
}

/**
 * Reads a file after checking that Eka Care takes its type and size.
 *
 * @param mostMb a limit in megabytes that is lower than the one for the type
 * @throws Refusal naming the input data field of a file that cannot be sent
 */
export async function load(file: InputFile, mostMb = Infinity): Promise<LoadedFile> {
	const assertSize = (bytes: number, limit: number) => {
		if (bytes > 0 && bytes <= limit * MB) return;
		const what = bytes > 0 ? `is larger than ${limit} MB` : 'is empty';
		throw inputRefusal(FILES_LABEL, `names "${file.source}", which ${what}`, `Give a file of at most ${limit} MB.`);
	};
	const largest = Math.min(LARGEST_MB, mostMb);
	// Early versions of n8n do not know the size before.
	if (file.size !== undefined) assertSize(file.size, largest);
	const content = await file.read();
	assertSize(content.length, largest);
	const type = fileTypeOf(file, content, []);
	const limit = type && LIMITS_MB.get(type);
	if (!type || limit === undefined) throw otherType(file);
	assertSize(content.length, Math.min(limit, mostMb));
	return { name: file.fileName, source: file.source, contentType: type.mimeTypes[0], content };
}

function otherType(file: InputFile): Refusal {
	const told = toldType(file, [...LIMITS_MB.keys()]);
	const what = told ? `whose content is not ${told.name}` : 'which is neither PDF, JPEG nor PNG';
	const advice = told
		? 'The file may be damaged, or an error page saved under the name of the file.'
		: 'Eka Care stores PDF, JPEG and PNG files. Convert the file.';
	return inputRefusal(FILES_LABEL, `names "${file.source}", ${what}`, advice);
}

import { inputRefusal } from '../../../shared/failure';
import type { InputFile } from '../../../shared/types';

const MB = 1024 * 1024;
/** Most bytes of a file by its type; Eka Care takes no other types. */
const LIMITS_MB: Record<string, number> = { 'application/pdf': 25, 'image/jpeg': 10, 'image/png': 10 };
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

function contentTypeOf({ mimeType, source }: InputFile): string {
	const given = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
	// Eka Care's page lists image/jpg; its samples and libraries send the name that is registered.
	const contentType = given === 'image/jpg' ? 'image/jpeg' : given;
	if (Object.hasOwn(LIMITS_MB, contentType)) return contentType;
	throw inputRefusal(
		FILES_LABEL,
		`names "${source}", which is neither PDF, JPEG nor PNG`,
		'Eka Care stores PDF, JPEG and PNG files. Convert the file, or correct its MIME type.',
	);
}

/**
 * Reads a file after checking that Eka Care takes its type and size.
 *
 * @param mostMb a limit in megabytes that is lower than the one for the type
 * @throws Refusal naming the input data field of a file that cannot be sent
 */
export async function load(file: InputFile, mostMb = Infinity): Promise<LoadedFile> {
	const contentType = contentTypeOf(file);
	const limit = Math.min(LIMITS_MB[contentType] ?? 0, mostMb);
	const assertSize = (bytes: number) => {
		if (bytes > 0 && bytes <= limit * MB) return;
		const what = bytes > 0 ? `is larger than ${limit} MB` : 'is empty';
		throw inputRefusal(FILES_LABEL, `names "${file.source}", which ${what}`, `Give a file of at most ${limit} MB.`);
	};
	if (file.size !== undefined) assertSize(file.size);
	const content = await file.read();
	assertSize(content.length);
	return { name: file.fileName, source: file.source, contentType, content };
}

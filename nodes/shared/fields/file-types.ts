import type { InputFile } from '../types';

/** A kind of file by what people call it, its MIME types (the one to send first), endings, and how its content begins. */
export interface FileType {
	name: string;
	mimeTypes: [string, ...string[]];
	extensions: [string, ...string[]];
	/** Without it the content is plain text, which looks like any other. */
	begins?: (content: Buffer) => boolean;
}

const startsWith =
	(...bytes: number[]) =>
	(content: Buffer) =>
		bytes.every((byte, index) => content[index] === byte);

export const PDF: FileType = {
	name: 'PDF',
	mimeTypes: ['application/pdf', 'application/x-pdf', 'application/acrobat', 'text/pdf'],
	extensions: ['pdf'],
	// A few printers put bytes in front, which readers accept within the first kilobyte.
	begins: (content) => content.subarray(0, 1024).includes('%PDF-'),
};

export const JPEG: FileType = {
	name: 'JPEG',
	mimeTypes: ['image/jpeg', 'image/jpg', 'image/pjpeg'],
	extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
	begins: startsWith(0xff, 0xd8, 0xff),
};

export const PNG: FileType = {
	name: 'PNG',
	mimeTypes: ['image/png', 'image/x-png'],
	extensions: ['png'],
	begins: startsWith(0x89, 0x50, 0x4e, 0x47),
};

export const DICOM: FileType = {
	name: 'DICOM',
	mimeTypes: ['application/dicom', 'image/dicom', 'application/dicom+json'],
	extensions: ['dcm', 'dicom'],
	begins: (content) => content.subarray(128, 132).toString('latin1') === 'DICM',
};

export const CSV: FileType = {
	name: 'CSV',
	mimeTypes: ['text/csv', 'application/csv', 'text/x-csv', 'text/comma-separated-values'],
	extensions: ['csv'],
};

export const PLAIN_TEXT: FileType = { name: 'text', mimeTypes: ['text/plain'], extensions: ['txt', 'text'] };

/** Every type with a content of its own, also those that a vendor does not take: their content is not taken for text. */
const BINARY = [PDF, JPEG, PNG, DICOM];

export function extensionOf(fileName: string): string {
	return /\.([A-Za-z0-9]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

function mimeTypeOf({ mimeType }: Pick<InputFile, 'mimeType'>): string {
	return mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The type that a file's name says, else the one that was declared; undefined when neither says one of these. */
export function toldType(file: Pick<InputFile, 'fileName' | 'mimeType'>, types: FileType[]): FileType | undefined {
	const extension = extensionOf(file.fileName);
	const mimeType = mimeTypeOf(file);
	return (
		types.find(({ extensions }) => extensions.includes(extension)) ??
		types.find(({ mimeTypes }) => mimeTypes.includes(mimeType))
	);
}

/** How much of a file shows whether it is text. */
const SAMPLE_BYTES = 4096;

function isText(content: Buffer): boolean {
	const sample = content.subarray(0, SAMPLE_BYTES);
	const isWide = startsWith(0xff, 0xfe)(sample) || startsWith(0xfe, 0xff)(sample);
	return isWide || !sample.includes(0);
}

/**
 * What a file is: by its content, which cannot be wrong; where that is text by its name, then by the type that was
 * declared. Senders declare `application/octet-stream`, `application/force-download` and much else.
 *
 * @returns undefined for a content that is none of the binary types known here, and is not told to be one of `texts`
 */
export function fileTypeOf(
	file: Pick<InputFile, 'fileName' | 'mimeType'>,
	content: Buffer,
	texts: FileType[] = [CSV, PLAIN_TEXT],
): FileType | undefined {
	const binary = BINARY.find(({ begins }) => begins?.(content));
	if (binary) return binary;
	// What says it is a picture and is none is damaged, or an error page under the name of the file.
	if (toldType(file, BINARY) || !isText(content)) return undefined;
	return toldType(file, texts);
}

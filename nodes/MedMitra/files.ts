import { inputRefusal } from '../shared/failure';
import type { InputFile, Part } from '../shared/types';

const MEGABYTE = 1024 * 1024;

/** One kind of file by what people call it, its MIME types, endings, and how its content begins. */
interface FileType {
	name: string;
	mimeTypes: string[];
	extensions: string[];
	begins?: (content: Buffer) => boolean;
}

const startsWith =
	(...bytes: number[]) =>
	(content: Buffer) =>
		bytes.every((byte, index) => content[index] === byte);

const PDF: FileType = {
	name: 'PDF',
	mimeTypes: ['application/pdf'],
	extensions: ['pdf'],
	// A few printers put bytes in front, which readers accept within the first kilobyte.
	begins: (content) => content.subarray(0, 1024).includes('%PDF-'),
};
const CSV: FileType = { name: 'CSV', mimeTypes: ['text/csv', 'application/csv'], extensions: ['csv'] };
const JPEG: FileType = {
	name: 'JPEG',
	mimeTypes: ['image/jpeg', 'image/jpg'],
	extensions: ['jpg', 'jpeg'],
	begins: startsWith(0xff, 0xd8, 0xff),
};
const PNG: FileType = {
	name: 'PNG',
	mimeTypes: ['image/png'],
	extensions: ['png'],
	begins: startsWith(0x89, 0x50, 0x4e, 0x47),
};
const DICOM: FileType = {
	name: 'DICOM',
	mimeTypes: ['application/dicom', 'application/dicom+json'],
	extensions: ['dcm', 'dicom'],
	begins: (content) => content.subarray(128, 132).toString('latin1') === 'DICM',
};

/** What MedMitra takes in one of its two categories. */
export interface Category {
	/** Name of the multipart field. */
	part: 'lab_files' | 'radiology_files';
	types: FileType[];
	/** In bytes. */
	maxSize: number;
}

/** Limits of MedMitra's own pages; its server checks none of them. */
export const LAB: Category = { part: 'lab_files', types: [PDF, CSV], maxSize: 10 * MEGABYTE };
export const RADIOLOGY: Category = { part: 'radiology_files', types: [JPEG, PNG], maxSize: 50 * MEGABYTE };
/** For servers that convert DICOM, which MedMitra itself does not. */
export const RADIOLOGY_WITH_DICOM: Category = { ...RADIOLOGY, types: [...RADIOLOGY.types, DICOM] };

function extensionOf(fileName: string): string {
	return /\.([A-Za-z0-9]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

/** MIME types that say nothing; the last is what Windows calls a CSV. */
const UNTOLD = ['', 'application/octet-stream', 'text/plain', 'application/vnd.ms-excel'];

function matches(type: FileType, file: InputFile): boolean {
	const mimeType = file.mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
	if (type.mimeTypes.includes(mimeType)) return true;
	const isUntold = UNTOLD.includes(mimeType);
	return isUntold && type.extensions.includes(extensionOf(file.fileName));
}

function typeOf(file: InputFile, category: Category, label: string): FileType {
	const type = category.types.find((candidate) => matches(candidate, file));
	if (type) return type;
	if (matches(DICOM, file)) {
		throw inputRefusal(
			label,
			`contains a DICOM file ("${file.source}")`,
			'MedMitra hands the raw file to a model that cannot read it, and the case would wait for ever. Export the picture as JPEG or PNG. If your server converts DICOM, turn on Options > Allow DICOM Files.',
		);
	}
	const accepted = category.types.map(({ name }) => name).join(' or ');
	throw inputRefusal(label, `contains a file of another type ("${file.source}")`, `Give ${accepted} files.`);
}

/**
 * A name that storage takes and that occurs once. MedMitra stores by category and name: a second file of
 * the same name, or a letter it does not take, is refused only after the case was made, and leaves it behind.
 */
function safeName(file: InputFile, type: FileType, taken: Set<string>): string {
	const extension = type.extensions.includes(extensionOf(file.fileName))
		? extensionOf(file.fileName)
		: type.extensions[0];
	const base = file.fileName
		.replace(/^.*[/\\]/, '')
		.replace(/\.[A-Za-z0-9]*$/, '')
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/[^A-Za-z0-9._-]+/g, '-')
		.slice(0, 80)
		.replace(/^[-.]+|[-.]+$/g, '');
	const stem = base || 'file';
	for (let count = 1; ; count++) {
		const name = `${stem}${count === 1 ? '' : `-${count}`}.${extension}`;
		if (taken.has(name.toLowerCase())) continue;
		taken.add(name.toLowerCase());
		return name;
	}
}

function assertSize(size: number, file: InputFile, category: Category, label: string): void {
	if (size === 0) {
		throw inputRefusal(label, `contains an empty file ("${file.source}")`, 'Give a file with content.');
	}
	if (size <= category.maxSize) return;
	const shown = (Math.ceil((size / MEGABYTE) * 10) / 10).toFixed(1);
	throw inputRefusal(
		label,
		`contains a file that is too large ("${file.source}", ${shown} MB)`,
		`MedMitra takes files of at most ${category.maxSize / MEGABYTE} MB here. Make it smaller or split it.`,
	);
}

function assertContent(content: Buffer, type: FileType, file: InputFile, label: string): void {
	if (!type.begins || type.begins(content)) return;
	throw inputRefusal(
		label,
		`contains a file whose content is not ${type.name} ("${file.source}")`,
		'The file may be damaged, or an error page saved under the name of the file.',
	);
}

/**
 * Reads and checks the files of one category.
 *
 * @returns the parts of the multipart body, under names that storage takes
 * @throws Refusal naming the field and the file that cannot be sent
 */
export async function filePartsOf(files: InputFile[], category: Category, label: string): Promise<Part[]> {
	const taken = new Set<string>();
	const checked = files.map((file) => ({ file, type: typeOf(file, category, label) }));
	const parts: Part[] = [];
	for (const { file, type } of checked) {
		// Before reading, so that a file that is too large never comes into memory.
		if (file.size !== undefined) assertSize(file.size, file, category, label);
		const content = await file.read();
		assertSize(content.length, file, category, label);
		assertContent(content, type, file, label);
		parts.push({
			name: category.part,
			fileName: safeName(file, type, taken),
			mimeType: type.mimeTypes[0],
			content,
		});
	}
	return parts;
}

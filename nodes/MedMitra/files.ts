import {
	CSV,
	DICOM,
	extensionOf,
	fileTypeOf,
	JPEG,
	PDF,
	PLAIN_TEXT,
	PNG,
	toldType,
	type FileType,
} from '../shared/fields/file-types';
import { inputRefusal } from '../shared/failure';
import type { InputFile, Part } from '../shared/types';

const MEGABYTE = 1024 * 1024;

/** What MedMitra takes in one of its two categories. */
export interface Category {
	/** Name of the multipart field. */
	part: 'lab_files' | 'radiology_files';
	types: FileType[];
	/** In bytes. */
	maxSize: number;
}

/** Limits of MedMitra's own pages; its server checks none of them. */
export const LAB: Category = { part: 'lab_files', types: [PDF, CSV, PLAIN_TEXT], maxSize: 10 * MEGABYTE };
export const RADIOLOGY: Category = { part: 'radiology_files', types: [JPEG, PNG], maxSize: 50 * MEGABYTE };
/** For servers that convert DICOM, which MedMitra itself does not. */
export const RADIOLOGY_WITH_DICOM: Category = { ...RADIOLOGY, types: [...RADIOLOGY.types, DICOM] };

/** The type of a file by its content, if this category takes it. */
function typeOf(content: Buffer, file: InputFile, { types }: Category, label: string): FileType {
	const type = fileTypeOf(file, content, types);
	if (type && types.includes(type)) return type;
	if (type === DICOM || (!types.includes(DICOM) && toldType(file, [DICOM]))) {
		throw inputRefusal(
			label,
			`contains a DICOM file ("${file.source}")`,
			'MedMitra hands the raw file to a model that cannot read it, and the case would wait for ever. Export the picture as JPEG or PNG. If your server converts DICOM, turn on Options > Allow DICOM Files.',
		);
	}
	const told = type ? undefined : toldType(file, types);
	if (told) {
		throw inputRefusal(
			label,
			`contains a file whose content is not ${told.name} ("${file.source}")`,
			'The file may be damaged, or an error page saved under the name of the file.',
		);
	}
	const accepted = new Intl.ListFormat('en', { type: 'disjunction' }).format(types.map(({ name }) => name));
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

/**
 * Reads and checks the files of one category.
 *
 * @returns the parts of the multipart body, under names that storage takes
 * @throws Refusal naming the field and the file that cannot be sent
 */
export async function filePartsOf(files: InputFile[], category: Category, label: string): Promise<Part[]> {
	const taken = new Set<string>();
	const parts: Part[] = [];
	for (const file of files) {
		// Before reading, so that a file that is too large never comes into memory.
		if (file.size !== undefined) assertSize(file.size, file, category, label);
		const content = await file.read();
		assertSize(content.length, file, category, label);
		const type = typeOf(content, file, category, label);
		parts.push({
			name: category.part,
			fileName: safeName(file, type, taken),
			mimeType: type.mimeTypes[0],
			content,
		});
	}
	return parts;
}

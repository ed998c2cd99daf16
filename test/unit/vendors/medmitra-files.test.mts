import fc from 'fast-check';

import { filePartsOf, LAB, RADIOLOGY, RADIOLOGY_WITH_DICOM, type Category } from '../../../nodes/MedMitra/files.ts';
import type { InputFile } from '../../../nodes/shared/types.ts';
import { rejectionOf } from '../kernel/support.mts';

const MEGABYTE = 1024 * 1024;
const PDF = Buffer.from('%PDF-1.7\nmade up');
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const CSV = Buffer.from('name,value\nHb,13.5\n');
const DICOM = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]);
const WEB_PAGE = Buffer.from('<!doctype html><title>Not found</title>');

interface Given {
	fileName?: string;
	mimeType?: string;
	content?: Buffer;
	source?: string;
}

const fileOf = ({
	fileName = 'report.pdf',
	mimeType = 'application/pdf',
	content = PDF,
	source = 'data',
}: Given): InputFile => ({
	fileName,
	mimeType,
	source,
	read: async () => content,
});

const partsOf = (category: Category, ...files: Given[]) => filePartsOf(files.map(fileOf), category, 'Lab Files');
const refused = (category: Category, ...files: Given[]) => rejectionOf(partsOf(category, ...files));
const namesOf = async (...fileNames: string[]) =>
	(await partsOf(LAB, ...fileNames.map((fileName) => ({ fileName })))).map(({ fileName }) => fileName);

describe('the type of a file for MedMitra', () => {
	it.each<[string, Category, Given, string, string]>([
		['a PDF by its MIME type', LAB, { fileName: 'a.bin' }, 'application/pdf', 'a.pdf'],
		[
			'a PDF with a parameter',
			LAB,
			{ mimeType: 'Application/PDF; charset=binary' },
			'application/pdf',
			'report.pdf',
		],
		[
			'a PDF by its ending',
			LAB,
			{ mimeType: 'application/octet-stream', fileName: 'A.PDF' },
			'application/pdf',
			'A.pdf',
		],
		['a PDF without any MIME type', LAB, { mimeType: '', fileName: 'a.pdf' }, 'application/pdf', 'a.pdf'],
		[
			'a PDF with bytes in front',
			LAB,
			{ content: Buffer.concat([Buffer.alloc(1000, ' '), PDF]) },
			'application/pdf',
			'report.pdf',
		],
		['a CSV', LAB, { mimeType: 'text/csv', fileName: 'a.csv', content: CSV }, 'text/csv', 'a.csv'],
		[
			'a CSV called plain text',
			LAB,
			{ mimeType: 'text/plain', fileName: 'a.csv', content: CSV },
			'text/csv',
			'a.csv',
		],
		[
			'a CSV as Windows calls it',
			LAB,
			{ mimeType: 'application/vnd.ms-excel', fileName: 'a.csv', content: CSV },
			'text/csv',
			'a.csv',
		],
		['a JPEG', RADIOLOGY, { mimeType: 'image/jpeg', fileName: 'a.jpeg', content: JPEG }, 'image/jpeg', 'a.jpeg'],
		[
			'a JPEG by a wrong name of its type',
			RADIOLOGY,
			{ mimeType: 'image/jpg', fileName: 'a.JPG', content: JPEG },
			'image/jpeg',
			'a.jpg',
		],
		[
			'a PNG called JPEG',
			RADIOLOGY,
			{ mimeType: 'image/jpeg', fileName: 'a.jpg', content: PNG },
			'image/png',
			'a.png',
		],
		[
			'a JPEG called PNG',
			RADIOLOGY,
			{ mimeType: 'image/x-png', fileName: 'a.png', content: JPEG },
			'image/jpeg',
			'a.jpg',
		],
		[
			'a report in text',
			LAB,
			{ mimeType: 'text/plain', fileName: 'report.txt', content: CSV },
			'text/plain',
			'report.txt',
		],
		[
			'a report in text without an ending',
			LAB,
			{ mimeType: 'text/plain', fileName: 'r', content: CSV },
			'text/plain',
			'r.txt',
		],
		...['binary/octet-stream', 'application/x-pdf', 'application/force-download', 'image/png', 'text/html'].map(
			(mimeType): [string, Category, Given, string, string] => [
				`a PDF declared ${mimeType}`,
				LAB,
				{ mimeType, fileName: 'scan' },
				'application/pdf',
				'scan.pdf',
			],
		),
		...['image/pjpeg', 'image/dicom', 'application/octet-stream'].map(
			(mimeType): [string, Category, Given, string, string] => [
				`a JPEG declared ${mimeType}`,
				RADIOLOGY,
				{ mimeType, fileName: 'x.bin', content: JPEG },
				'image/jpeg',
				'x.jpg',
			],
		),
		['a PNG', RADIOLOGY, { mimeType: 'image/png', fileName: 'a', content: PNG }, 'image/png', 'a.png'],
	])('is told for %s', async (_what, category, file, mimeType, fileName) => {
		const content = file.content ?? PDF;
		expect(await partsOf(category, file)).toEqual([{ name: category.part, fileName, mimeType, content }]);
	});

	it.each<[string, Category, Given]>([
		['a picture among lab files', LAB, { mimeType: 'image/png', fileName: 'a.png', content: PNG }],
		['a PDF among radiology files', RADIOLOGY, {}],
		[
			'a sheet',
			LAB,
			{ mimeType: 'application/vnd.ms-excel', fileName: 'a.xls', content: Buffer.from([0xd0, 0xcf, 0, 0]) },
		],
		['a web page', LAB, { mimeType: 'text/html', fileName: 'a.html', content: WEB_PAGE }],
		[
			'a picture of another type',
			RADIOLOGY,
			{ mimeType: 'image/webp', fileName: 'a.webp', content: Buffer.from('RIFF\0\0') },
		],
		['nothing known', RADIOLOGY, { mimeType: 'application/octet-stream', fileName: 'scan', content: CSV }],
	])('is refused for %s, with the types that go', async (_what, category, file) => {
		const failure = await refused(category, file);
		expect(failure.message).toBe('"Lab Files" contains a file of another type ("data")');
		expect(failure.description).toMatch(category === LAB ? /PDF, CSV, or text/ : /JPEG or PNG/);
	});

	it.each<Given>([
		{ mimeType: 'application/dicom', fileName: 'scan', content: Buffer.from('not known') },
		{ mimeType: 'application/octet-stream', fileName: 'scan.dcm', content: DICOM },
		{ mimeType: '', fileName: 'SCAN.DICOM', content: DICOM },
		{ mimeType: 'image/jpeg', fileName: 'scan.jpg', content: DICOM },
	])('is refused with a reason for DICOM: %j', async (file) => {
		const failure = await refused(RADIOLOGY, file);
		expect(failure.message).toContain('DICOM');
		expect(failure.description).toContain('JPEG or PNG');
	});

	it('is DICOM only for who allows it, and then checked like the others', async () => {
		const scan = { mimeType: 'application/octet-stream', fileName: 'SCAN.DCM', content: DICOM };
		expect((await refused(RADIOLOGY, scan)).description).toContain('Options > Allow DICOM Files');
		expect(await partsOf(RADIOLOGY_WITH_DICOM, scan)).toEqual([
			{ name: 'radiology_files', fileName: 'SCAN.dcm', mimeType: 'application/dicom', content: DICOM },
		]);
		const damaged = { ...scan, content: WEB_PAGE };
		expect((await refused(RADIOLOGY_WITH_DICOM, damaged)).message).toContain('is not DICOM');
	});

	it.each<[string, Category, Given]>([
		['a web page', LAB, { content: WEB_PAGE }],
		['a PDF that begins after the first kilobyte', LAB, { content: Buffer.concat([Buffer.alloc(1024), PDF]) }],
		['two bytes', RADIOLOGY, { mimeType: 'image/jpeg', fileName: 'a.jpg', content: JPEG.subarray(0, 2) }],
	])('is checked against the content: %s', async (_what, category, file) => {
		expect((await refused(category, file)).message).toMatch(
			/contains a file whose content is not (PDF|JPEG|PNG) \("data"\)/,
		);
	});
});

describe('the size of a file for MedMitra', () => {
	const pdfOf = (bytes: number) => Buffer.concat([PDF, Buffer.alloc(bytes - PDF.length)]);
	const pngOf = (bytes: number) => Buffer.concat([PNG, Buffer.alloc(bytes - PNG.length)]);

	it('may be exactly the limit', async () => {
		expect(await partsOf(LAB, { content: pdfOf(10 * MEGABYTE) })).toHaveLength(1);
		expect(await partsOf(RADIOLOGY, { mimeType: 'image/png', content: pngOf(50 * MEGABYTE) })).toHaveLength(1);
	});

	it('may not be one byte more', async () => {
		expect((await refused(LAB, { content: pdfOf(10 * MEGABYTE + 1) })).description).toContain('at most 10 MB');
		expect(
			(await refused(RADIOLOGY, { mimeType: 'image/png', content: pngOf(50 * MEGABYTE + 1) })).description,
		).toContain('at most 50 MB');
	});

	it('is not said to be as large as the limit when it is larger', async () => {
		expect((await refused(LAB, { content: pdfOf(10 * MEGABYTE + 1) })).message).not.toContain('10.0 MB');
	});

	it('may not be nothing', async () => {
		expect((await refused(LAB, { content: Buffer.alloc(0) })).message).toBe(
			'"Lab Files" contains an empty file ("data")',
		);
	});
});

describe('the name of a file for MedMitra', () => {
	it.each([
		['report.pdf', 'report.pdf'],
		['REPORT.PDF', 'REPORT.pdf'],
		['lab report (1).pdf', 'lab-report-1.pdf'],
		['Müller Befund.pdf', 'Muller-Befund.pdf'],
		['Ångström.pdf', 'Angstrom.pdf'],
		['आशा.pdf', 'file.pdf'],
		['北京.pdf', 'file.pdf'],
		['😀.pdf', 'file.pdf'],
		['../../etc/passwd.pdf', 'passwd.pdf'],
		['C:\\scans\\knee.pdf', 'knee.pdf'],
		['a/b/', 'file.pdf'],
		['a℀b.pdf', 'aa-cb.pdf'],
		['／etc／passwd.pdf', 'etc-passwd.pdf'],
		['report', 'report.pdf'],
		['', 'file.pdf'],
		['.pdf', 'file.pdf'],
		['.', 'file.pdf'],
		['..', 'file.pdf'],
		['.....', 'file.pdf'],
		['-.-.pdf', 'file.pdf'],
		['CON.pdf', 'CON.pdf'],
		['a.b.c.pdf', 'a.b.c.pdf'],
		['report.pdf.exe', 'report.pdf.pdf'],
		['a\r\nb.pdf', 'a-b.pdf'],
		['a"; filename="b.pdf', 'a-filename-b.pdf'],
		['a#b%c[d]~e.pdf', 'a-b-c-d-e.pdf'],
	])('%j becomes %j', async (fileName, wanted) => {
		expect(await namesOf(fileName)).toEqual([wanted]);
	});

	it.each([
		['Report of Dr. Osei', 'Report-of-Dr.-Osei.pdf'],
		['MRI 2027.01.15 left knee', 'MRI-2027.01.15-left-knee.pdf'],
	])('%j keeps what only looks like an ending', async (fileName, wanted) => {
		expect(await namesOf(fileName)).toEqual([wanted]);
	});

	it('occurs once in a category, in any case of its letters', async () => {
		expect(await namesOf('a.pdf', 'A.pdf', 'a.pdf', 'a-2.pdf', 'ä.pdf')).toEqual([
			'a.pdf',
			'A-2.pdf',
			'a-3.pdf',
			'a-2-2.pdf',
			'a-4.pdf',
		]);
		expect(await namesOf('आशा.pdf', '北京.pdf', '')).toEqual(['file.pdf', 'file-2.pdf', 'file-3.pdf']);
	});

	it('may occur in both categories', async () => {
		const [lab] = await partsOf(LAB, { fileName: 'knee.pdf' });
		const [scan] = await partsOf(RADIOLOGY, { fileName: 'knee.png', mimeType: 'image/png', content: PNG });
		expect([lab?.fileName, scan?.fileName]).toEqual(['knee.pdf', 'knee.png']);
	});

	it('is cut when it is very long, and stays unique', async () => {
		const [first = '', second = ''] = await namesOf(`${'a'.repeat(300)}1.pdf`, `${'a'.repeat(300)}2.pdf`);
		expect(first).toBe(`${'a'.repeat(80)}.pdf`);
		expect(second).toBe(`${'a'.repeat(80)}-2.pdf`);
	});

	it('is one that the storage takes, and unique, whatever the files are called', async () => {
		const names = fc.oneof(
			fc.string(),
			fc.string({ unit: 'grapheme' }),
			fc.string({ unit: 'binary' }),
			fc.constantFrom('a.pdf', 'A.PDF', 'a-2.pdf', '..', ''),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(names, { maxLength: 8 }), async (given) => {
				const found = await namesOf(...given);
				for (const name of found) expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}\.pdf$/);
				expect(new Set(found.map((name) => name?.toLowerCase())).size).toBe(given.length);
			}),
		);
	});
});

import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import { filesOf } from '../../../../nodes/shared/fields/files.ts';
import type { FileReference } from '../../../../nodes/shared/types.ts';
import { fakeContext, refusalOf } from '../support.mts';

const file = (content: string, more: Partial<IBinaryData> = {}): IBinaryData => ({
	data: Buffer.from(content).toString('base64'),
	mimeType: 'text/csv',
	...more,
});

const ITEMS: INodeExecutionData[] = [
	{
		json: {},
		binary: {
			report: file('a', { fileName: 'a.csv' }),
			scan: file('b', { fileExtension: 'png', mimeType: 'image/png' }),
		},
	},
	{ json: {} },
];

const found = (references: FileReference[], index = 0) =>
	filesOf(fakeContext({ items: ITEMS }).context, index, references, 'Lab Files');

describe('the files of an item', () => {
	it('are those that the field names, in order, read only when asked', async () => {
		const [report, scan, ...rest] = found(['report', 'scan']);
		expect(report).toMatchObject({ fileName: 'a.csv', mimeType: 'text/csv', source: 'report' });
		expect(scan).toMatchObject({ fileName: 'file.png', mimeType: 'image/png', source: 'scan' });
		expect([String(await report?.read()), String(await scan?.read()), rest]).toEqual(['a', 'b', []]);
	});

	it('may be given themselves, also those of another node', async () => {
		const [given] = found([file('c', { fileName: 'c.csv' })], 1);
		expect(given).toMatchObject({ fileName: 'c.csv', mimeType: 'text/csv' });
		expect(String(await given?.read())).toBe('c');
	});

	it('are found again on the item when an expression yields them without their content', async () => {
		const { data: _, ...withoutContent } = ITEMS[0]!.binary!.scan!;
		const [scan] = found([withoutContent as IBinaryData]);
		expect(String(await scan?.read())).toBe('b');
	});

	it.each(['valueOf', 'constructor', '__proto__'])('are not what every object has: %s', (name) => {
		expect(refusalOf(() => found([name])).message).toBe(
			`"Lab Files" names "${name}", which is no file of the item`,
		);
	});

	it('are not spoken of by their file names, which may name a patient', () => {
		const [given] = found([file('c', { fileName: 'Made-Up Person MRI.csv' })], 1);
		expect(given?.source).not.toContain('Made-Up');
	});

	it('are refused by name when there is none, with the names that exist', () => {
		expect(refusalOf(() => found(['repotr']))).toEqual({
			kind: 'input',
			field: 'Lab Files',
			message: '"Lab Files" names "repotr", which is no file of the item',
			description: 'The item has: report, scan.',
		});
		expect(refusalOf(() => found(['report'], 1)).description).toContain('The item has no files.');
	});

	it('are refused without quoting a text that stands where a name should', () => {
		const report = 'Made-Up Person, 42, was found to have a torn meniscus on the left side and is to be seen again';
		const failure = refusalOf(() => found([report]));
		expect(failure.message).toContain('"Lab Files"');
		expect(JSON.stringify(failure)).not.toContain('Made-Up');
	});
});

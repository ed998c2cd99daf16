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

const STORED = 'filesystem-v2:workflows/w1/executions/7/binary_data/';
const stored = (place: string, more: Partial<IBinaryData> = {}): IBinaryData => ({
	...{ data: 'filesystem-v2', id: STORED + place, mimeType: 'application/pdf' },
	...more,
});

const EARLIER = {
	Webhook: [
		[[], [{ json: {}, binary: { report: file('c', { fileName: 'c.csv' }) } }]],
		[[{ json: {}, binary: { scan: stored('of-an-earlier-node', { fileName: 'real.pdf' }) } }]],
	],
};

const found = (references: FileReference[], index = 0, items = ITEMS) =>
	filesOf(fakeContext({ items, earlier: EARLIER }).context, index, references, 'Lab Files');

/** The names and types of the only file, given as an own file of an item. */
const shown = (own: Partial<IBinaryData>) => {
	const [one] = found(['one'], 0, [{ json: {}, binary: { one: file('x', own) } }]);
	return [one?.fileName, one?.mimeType];
};

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

	it.each<[string, Partial<IBinaryData>]>([
		['a place in the storage that no item holds', stored('of-another-workflow')],
		['the place of another item of this input', stored('of-the-first-item')],
		['no place, but the name of the storage', { data: 'filesystem-v2', mimeType: 'application/pdf' }],
		['an empty place', { data: 'filesystem-v2', id: '', mimeType: 'application/pdf' }],
		['a place that is no text', { id: { $ne: '' } as unknown as string, mimeType: 'application/pdf' }],
		['content of its own', file('made up elsewhere')],
		['a type and nothing else', { mimeType: 'application/pdf' }],
	])('are never what only JSON tells of: %s', (_what, given) => {
		const items = [{ json: {}, binary: { scan: stored('of-the-first-item') } }, { json: {} }];
		expect(refusalOf(() => found([given as IBinaryData], 1, items))).toEqual({
			kind: 'input',
			field: 'Lab Files',
			message: '"Lab Files" refers to a file that neither this item nor an earlier node has',
			description: expect.stringMatching(/^Give the name of an input data field instead\. Data from outside n8n/),
		});
	});

	it('are found at a node that does not lead to this one, when an expression names it', () => {
		const given = stored('of-an-earlier-node');
		const look = (expression: string) => {
			const earlier = { "Dr. O'Brien": EARLIER.Webhook };
			const { context } = fakeContext({ items: ITEMS, earlier, parents: [], stored: { files: expression } });
			return filesOf(context, 1, [given], 'Lab Files');
		};
		expect(look(`={{ $('Dr. O\\'Brien').item.binary.scan }}`)).toHaveLength(1);
		expect(look(`={{ $node["Dr. O'Brien"].binary.scan }}`)).toHaveLength(1);
		expect(refusalOf(() => look('={{ $json.scan }}')).field).toBe('Lab Files');
	});

	it('are taken as they are held, whatever else is told of them', async () => {
		const [given] = found([
			stored('of-an-earlier-node', { fileName: '../../x.csv', mimeType: 'text/csv', data: 'eA==' }),
		]);
		expect(given).toMatchObject({ fileName: 'real.pdf', mimeType: 'application/pdf' });
	});

	it('are refused when two of the item look the same and the content is not told', () => {
		const items = [{ json: {}, binary: { one: file('a'), other: file('b') } }];
		expect(refusalOf(() => found([{ mimeType: 'text/csv' } as IBinaryData], 0, items)).field).toBe('Lab Files');
	});

	it.each([
		['../../etc/made-up.pdf', 'made-up.pdf'],
		['C:\\scans\\made-up.pdf', 'made-up.pdf'],
		['made\r\nX-Evil: 1\u0000\u202Efdp.exe', 'madeX-Evil: 1fdp.exe'],
		['..', 'file.csv'],
		[' ', 'file.csv'],
		['आशा की रिपोर्ट.pdf', 'आशा की रिपोर्ट.pdf'],
		[`${'a'.repeat(300)}.pdf`, `${'a'.repeat(196)}.pdf`],
	])('have a name without folders and control characters: %j', (fileName, wanted) => {
		expect(shown({ fileName, fileExtension: 'csv' })[0]).toBe(wanted);
	});

	it.each([
		['text/csv; charset=utf-8', 'text/csv; charset=utf-8'],
		['application/vnd.ms-excel', 'application/vnd.ms-excel'],
		['text/csv\r\nX-Evil: 1', 'application/octet-stream'],
		['nonsense', 'application/octet-stream'],
	])('have a MIME type that is one: %j', (mimeType, wanted) => {
		expect(shown({ mimeType })[1]).toBe(wanted);
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

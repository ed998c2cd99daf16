import { NODES, VERSIONS } from '../versions/matrix.mts';
import { compatibilityTable, tableIn, withTable, type Finding } from '../versions/table.mts';

const readme = (table: string) =>
	`# Title\n\n<!-- compatibility -->\n${table}\n<!-- /compatibility -->\n\nEnd | here |\n`;

const findings = (isPassed: (finding: Omit<Finding, 'isPassed'>) => boolean | undefined = () => true): Finding[] =>
	VERSIONS.flatMap((version) => NODES.map((major) => ({ version, major, isPassed: isPassed({ version, major }) })));

describe('the table of versions in the README', () => {
	const whole = compatibilityTable(VERSIONS, findings(), readme('nothing yet'));

	it('has a row for each version of n8n and a column for each Node', () => {
		const [head, line, ...rows] = whole.split('\n');
		expect(head).toBe('| n8n | asks for Node | on Node 20 | on Node 22 | on Node 24 |');
		expect(line).toBe('|---|---|---|---|---|');
		expect(rows.map((row) => row.split(' | ')[0])).toEqual(
			VERSIONS.map(({ n8n, line: kind }) => `| ${n8n} (${kind})`),
		);
		for (const row of rows) expect(row).toMatch(/engine tests pass/);
	});

	it('says where n8n itself does not start, though its engine runs', () => {
		expect(whole.split('\n')[2]).toMatch(
			/every operation passes \(n8n itself does not start\) \| engine tests pass \|$/,
		);
	});

	it('changes when a version no longer passes', () => {
		const table = compatibilityTable(
			VERSIONS,
			findings(({ version, major }) => !(version === VERSIONS[1] && major === 22)),
			readme(whole),
		);
		expect(table).not.toBe(whole);
		expect(table.split('\n')[3]?.split(' | ')[3]).toBe('**does not work**');
	});

	it('keeps what it says of a Node that this machine does not have', () => {
		const seen = findings(({ major }) => (major === 20 ? undefined : true));
		expect(compatibilityTable(VERSIONS, seen, readme(whole))).toBe(whole);
		expect(compatibilityTable(VERSIONS, [], readme(whole))).toBe(whole);
		expect(compatibilityTable(VERSIONS, [], readme('nothing yet'))).toMatch(/not tested/);
	});

	it('is put between its marks and found there, with nothing else changed', () => {
		expect(withTable(readme('old'), whole)).toBe(readme(whole));
		expect(tableIn(readme(whole))).toBe(whole);
		expect(() => tableIn('# Title')).toThrow(/marked/);
	});
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { allMessages } from '../../docs/messages.mts';
import { madePages } from '../../docs/pages.mts';
import { pageWith, projectRoot } from '../../docs/reference.mts';
import { makeTemporaryFolder } from '../support/temporary.mts';

/** Source that says something in each of the ways that are known. */
const SOURCE = `
const ADVICE = 'Look twice.';
throw inputRefusal(field, 'is red', 'Paint it.');
throw configurationRefusal('Take an umbrella', 'It rains.');
const failure = { kind: 'refused', message: \`\${found ? 'Gone' : 'Lost'} (\${status})\`, description: ADVICE };
const words = { away: { message: 'is away' } };
const passedOn = { message: \`\${message} [Item \${index}]\`, kind: 'input' };
`;

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');

describe('the documentation', () => {
	it.each(madePages())('in $path says what the built nodes say (npm run docs)', ({ path, make }) => {
		expect(read(path)).toBe(make(read(path)));
	});

	it('needs the marks around what is made for it', () => {
		expect(() => pageWith('operations', '', 'no marks')).toThrow(/marks <!-- operations -->/);
	});
});

/** Hosts that the documentation may send people to; whether they answer is not for a test. */
const HOSTS = [
	'api-docs.spryhealth.care',
	'creators.n8n.io',
	'developer.eka.care',
	'docs.n8n.io',
	'github.com',
	'www.npmjs.com',
];

describe('an address in the documentation', () => {
	const pages = readdirSync(join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.md'))
		.map((name) => join('docs', name));

	it.each(['README.md', 'CHANGELOG.md', ...pages])('of %s leads to a place that is known', (path) => {
		const hosts = [...read(path).matchAll(/\]\(https?:\/\/([^/)\s]+)/g)].map(([, host]) => host);
		expect(hosts.filter((host) => !HOSTS.includes(host ?? ''))).toEqual([]);
	});
});

describe('the list of messages', () => {
	it('knows those of each way to make one', () => {
		const texts = allMessages().map(({ text }) => text);
		expect(texts).toEqual(
			expect.arrayContaining([
				'"…" is not a date',
				'The base URL of the credential is not a secure address',
				'Eka Care has no storage left for this patient',
				'*vendor* did not answer within … seconds',
				'*vendor* refused the data',
			]),
		);
		expect(texts.length).toBeGreaterThan(120);
	});

	it('finds a message wherever it is written, with all its readings and its advice', async () => {
		const folder = await makeTemporaryFolder();
		await folder.write('Some/file.ts', SOURCE);
		const found = allMessages(folder.path).map(({ text, advice }) => [text, advice]);
		await folder.remove();
		expect(found).toEqual([
			['"…" is red', 'Paint it.'],
			['*vendor* is away', ''],
			['Gone (…)', 'Look twice.'],
			['Lost (…)', 'Look twice.'],
			['Take an umbrella', 'It rains.'],
		]);
	});
});

import { createEngine, type Engine } from '../support/engine.mts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary.mts';
import { writeToyPackage } from './toy-package.mts';

describe('the engine with files kept on disk', () => {
	let folder: TemporaryFolder;
	let engine: Engine;

	beforeAll(async () => {
		folder = await makeTemporaryFolder();
		await writeToyPackage(folder);
		engine = await createEngine({ packageFolder: folder.path, binaryDataMode: 'filesystem' });
	});

	afterAll(async () => {
		engine.close();
		await folder.remove();
	});

	it('hands files over by reference, never inside the items', async () => {
		const data = await engine.prepareBinary(Buffer.from('quiet'), { fileName: 'in.txt', mimeType: 'text/plain' });
		expect(data).toMatchObject({ data: 'filesystem-v2' });
		const result = await engine.run({
			node: { type: 'n8n-nodes-toy.toy', parameters: { say: 'file' } },
			items: [{ json: {}, binary: { data } }],
		});
		const made = result.items[0]?.binary?.data;
		expect(made).toMatchObject({ data: 'filesystem-v2', fileName: 'out.txt' });
		expect(made && (await engine.readBinary(made)).toString()).toBe('QUIET');
	});

	it('refuses a second engine that keeps files elsewhere', async () => {
		await expect(createEngine({ packageFolder: folder.path })).rejects.toThrow(
			/already runs with files in "filesystem"/,
		);
	});
});

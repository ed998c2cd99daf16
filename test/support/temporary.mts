import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of its own under the system's temporary folder, and how to be rid of it. */
export interface TemporaryFolder {
	path: string;
	/** Writes a file, with its folders; the name is relative to the folder. */
	write(name: string, content: string | Buffer): Promise<string>;
	remove(): Promise<void>;
}

/** Makes an empty temporary folder; the path is free of symbolic links. */
export async function makeTemporaryFolder(): Promise<TemporaryFolder> {
	const path = await realpath(await mkdtemp(join(tmpdir(), 'carechain-test-')));
	return {
		path,
		async write(name, content) {
			const file = join(path, name);
			await mkdir(dirname(file), { recursive: true });
			await writeFile(file, content);
			return file;
		},
		async remove() {
			await rm(path, { recursive: true, force: true });
		},
	};
}

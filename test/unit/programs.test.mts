import { ensurePrograms, findProgram } from '../../tools/programs.mjs';

const before = { ...process.env };
afterEach(() => void (process.env = { ...before }));

describe('a program that no npm package brings', () => {
	it('is taken from where its variable says', () => {
		process.env.REDIS_SERVER_PATH = process.execPath;
		expect(findProgram('redis')).toBe(process.execPath);
	});

	it('is not installed when a person said no, and the failure says what to type', async () => {
		Object.assign(process.env, { CARECHAIN_INSTALL_PROGRAMS: '0', POSTGRES_BIN: '/nowhere' });
		const failure = ensurePrograms('initdb', 'postgres');
		await expect(failure).rejects.toThrow(/^PostgreSQL is needed .* sudo apt-get install postgresql/);
		await expect(failure).rejects.not.toThrow(/\n/);
	});
});

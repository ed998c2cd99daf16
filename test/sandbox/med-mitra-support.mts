import { setTimeout as wait } from 'node:timers/promises';
import type { LaunchedSandbox, SandboxSettings } from '../../sandbox/client.mts';
import { medMitra } from '../../sandbox/seed.mts';
import { defectsOf, send, startedSandbox, type Reply } from './support.mts';

export interface StoredFile {
	id: number;
	file_id: string;
	file_name: string;
	file_category: string;
	file_url: string;
	text_data: string | null;
	ai_summary: string | null;
}
export interface CaseRow {
	case_id: string;
	status: string;
	patient_name: string;
	created_at: string;
	updated_at: string;
}
export interface Created {
	case: CaseRow;
	uploaded_files: StoredFile[];
}

export const [doctor, otherDoctor] = medMitra.doctors;
export const FIELDS: Record<string, string> = {
	user_id: doctor!.id,
	patient_name: 'Nova Testwood',
	patient_age: '41',
	patient_gender: 'Female',
	case_summary: 'Cough for two weeks.',
};

/** A file of a form: the field it goes into, its name, its media type, its content. */
export type FileSpec = readonly [field: string, name: string, type?: string, content?: string | Buffer];

export function form(changes: Record<string, string | undefined> = {}, files: FileSpec[] = []): FormData {
	const data = new FormData();
	for (const [name, value] of Object.entries({ ...FIELDS, ...changes })) {
		if (value !== undefined) data.append(name, value);
	}
	for (const [field, name, type = 'application/pdf', content = '%PDF-1.4'] of files) {
		data.append(field, new Blob([content], { type }), name);
	}
	return data;
}

/** The text that every refusal but 422 consists of. */
export const saying = (status: number, detail: string | RegExp) => ({
	status,
	body: { detail: typeof detail === 'string' ? detail : expect.stringMatching(detail) },
});

/** One problem of a 422. */
export const detail = (type: string, loc: Array<string | number>) => ({
	status: 422,
	body: { detail: [expect.objectContaining({ type, loc, msg: expect.stringMatching(/\w/) })] },
});

export interface MedMitraCalls {
	sandbox(): LaunchedSandbox;
	create(multipart: FormData): Promise<Reply>;
	get(path: string): Promise<Reply>;
	rows(table: string): Promise<Array<Record<string, unknown>>>;
	/** Creates a case that must be accepted. */
	created(changes?: Record<string, string | undefined>, files?: FileSpec[]): Promise<Created>;
	/** Status of a case as the list tells it. */
	statusOf(caseId: string): Promise<string | undefined>;
	/** Waits until the case has left processing. */
	analysed(caseId: string): Promise<string>;
	settings(changes?: Partial<SandboxSettings>): Promise<unknown>;
}

/** Gives a test file a MedMitra of its own, empty before each test and checked for defects of the sandbox after it. */
export function useMedMitra(): MedMitraCalls {
	let running: LaunchedSandbox | undefined;
	const sandbox = () => {
		if (!running) throw new Error('the sandbox runs only inside a test');
		return running;
	};
	beforeAll(async () => void (running = await startedSandbox()));
	beforeEach(() => sandbox().reset());
	afterEach(async () => expect(await defectsOf(sandbox())).toEqual([]));
	afterAll(() => running?.stop());

	const get = (path: string) => send(`${sandbox().medMitra}${path}`);
	const create = (multipart: FormData) => send(`${sandbox().medMitra}/cases/create_case`, { multipart });
	async function statusOf(caseId: string): Promise<string | undefined> {
		const { body } = await get(`/cases/all_cases?user_id=${doctor!.id}`);
		return (body as { cases: CaseRow[] }).cases.find(({ case_id }) => case_id === caseId)?.status;
	}
	return {
		sandbox,
		get,
		create,
		statusOf,
		rows: async (table) => (await sandbox().state())[table] ?? [],
		async created(changes = {}, files = []) {
			const { status, body } = await create(form(changes, files));
			expect(status).toBe(201);
			return body as Created;
		},
		async analysed(caseId) {
			for (let round = 0; round < 100; round++) {
				const status = await statusOf(caseId);
				if (status !== 'processing') return String(status);
				await wait(20);
			}
			throw new Error('the analysis did not end');
		},
		settings: (changes) => sandbox().settings(changes),
	};
}

import { setTimeout as wait } from 'node:timers/promises';
import { FIELDS, saying, useMedMitra, type Created, type FileSpec, type StoredFile } from './med-mitra-support.mts';

const { sandbox, created, get, rows, statusOf, analysed, settings } = useMedMitra();

interface Read {
	files: StoredFile[];
	ai_insights: Record<string, unknown>;
}
const read = ({ case: { case_id } }: Created) => get(`/cases/cases/${case_id}`);
const readCase = async (made: Created) => (await read(made)).body as Read;
const NO_INSIGHTS = saying(404, /^Error retrieving AI insights: AI insights for case [0-9a-f-]{36} not found$/);
const BOTH_KINDS: FileSpec[] = [
	['lab_files', 'blood.pdf'],
	['lab_files', 'urine.pdf'],
	['radiology_files', 'blood.pdf', 'image/png'],
];

test('a MedMitra case has no insights until its analysis is over, and then all of them', async () => {
	await settings({ analysisMs: 300 });
	const made = await created({}, BOTH_KINDS);
	expect(made.uploaded_files.map(({ file_name, file_category }) => [file_category, file_name])).toEqual([
		['lab', 'blood.pdf'],
		['lab', 'urine.pdf'],
		['radiology', 'blood.pdf'],
	]);
	expect(await read(made)).toMatchObject(NO_INSIGHTS);
	expect(await statusOf(made.case.case_id)).toBe('processing');
	expect(await analysed(made.case.case_id)).toBe('completed');
	const reply = await read(made);
	expect(reply).toMatchObject({ status: 200, body: { case: { status: 'completed' }, files: [{}, {}, {}] } });
	expect((reply.body as { case: unknown }).case).toMatchObject({ updated_at: made.case.updated_at });
});

test('MedMitra insights are one flat row', async () => {
	const made = await created({}, BOTH_KINDS);
	await analysed(made.case.case_id);
	const { ai_insights } = await readCase(made);
	const scores = [0.9, 0.8, 0.7];
	expect(ai_insights).toEqual({
		...{ id: expect.any(Number), case_id: made.case.case_id },
		...{ generated_at: expect.any(String), created_at: expect.any(String), updated_at: expect.any(String) },
		overall_confidence_score: scores.reduce((sum, score) => sum + score) / 3,
		comprehensive_summary: expect.stringContaining(FIELDS.case_summary!),
		key_findings: [expect.any(String)],
		patient_context: { name: FIELDS.patient_name, age: 41, gender: 'Female' },
		doctor_notes: FIELDS.case_summary,
		lab_summary: 'Reading of blood.pdf; Reading of urine.pdf',
		radiology_summary: 'Reading of blood.pdf',
		case_summary_confidence_score: scores[0],
		soap_subjective: FIELDS.case_summary,
		...{ soap_objective: expect.any(String), soap_assessment: expect.any(String), soap_plan: expect.any(String) },
		soap_confidence_score: scores[1],
		...{ primary_diagnosis: 'Made-up diagnosis', icd_code: 'M54.50', diagnosis_description: expect.any(String) },
		supporting_evidence: [expect.any(String)],
		diagnosis_confidence_score: scores[2],
	});
});

test('MedMitra gives an empty summary when there are no files', async () => {
	const made = await created();
	await analysed(made.case.case_id);
	expect((await readCase(made)).ai_insights).toMatchObject({ lab_summary: '', radiology_summary: '' });
});

test.each<[string, Record<string, string | undefined>]>([
	['no summary', { case_summary: undefined }],
	['braces in the summary', { case_summary: 'pain {left}' }],
	['a brace in the name', { patient_name: 'Nova }' }],
])('a MedMitra analysis fails with %s, its files read all the same', async (_name, changes) => {
	const made = await created(changes, BOTH_KINDS);
	expect(await analysed(made.case.case_id)).toBe('failed');
	expect(await read(made)).toMatchObject(NO_INSIGHTS);
	const { body } = await get(`/cases/file/${made.uploaded_files[2]!.id}`);
	expect((body as { file: StoredFile }).file.ai_summary).toContain('blood.pdf');
});

test('a MedMitra analysis fails on demand, as when its model cannot be reached', async () => {
	await settings({ analysisOutcome: 'failed' });
	const made = await created();
	await settings({ analysisOutcome: 'auto' });
	expect(await analysed(made.case.case_id)).toBe('failed');
	expect(await read(made)).toMatchObject(NO_INSIGHTS);
});

test('a MedMitra case gets stuck on demand', async () => {
	await settings({ analysisOutcome: 'stuck' });
	const made = await created();
	await wait(150);
	expect(await statusOf(made.case.case_id)).toBe('processing');
	expect(await read(made)).toMatchObject(NO_INSIGHTS);
});

test.each<[string, FileSpec]>([
	['its type', ['radiology_files', 'scan', 'application/dicom', 'x']],
	['its name', ['radiology_files', 'scan.dcm', 'application/octet-stream', 'x']],
	['its content', ['radiology_files', 'scan.png', 'image/png', `${'\0'.repeat(128)}DICM`]],
])('a MedMitra case gets stuck on a DICOM file, known by %s', async (_name, file) => {
	const made = await created({}, [file]);
	await wait(150);
	expect(await statusOf(made.case.case_id)).toBe('processing');
});

test('MedMitra completes a case without insights when they could not be stored', async () => {
	await settings({ analysisOutcome: 'unsaved' });
	const made = await created();
	expect(await analysed(made.case.case_id)).toBe('completed');
	expect(await read(made)).toMatchObject(NO_INSIGHTS);
});

test('MedMitra has the insights a moment before the new status', async () => {
	await settings({ analysisMs: 0, statusLagMs: 400 });
	const made = await created();
	await wait(100);
	expect(await read(made)).toMatchObject({ status: 200, body: { case: { status: 'processing' } } });
	expect(await analysed(made.case.case_id)).toBe('completed');
});

test('MedMitra stores the text of PDFs only', async () => {
	const made = await created({}, [
		['lab_files', 'blood.pdf'],
		['lab_files', 'values.csv', 'text/csv', 'test,value'],
		['lab_files', 'empty.pdf', 'application/pdf', ''],
	]);
	expect(await analysed(made.case.case_id)).toBe('completed');
	const { files } = await readCase(made);
	expect(files.map(({ text_data }) => text_data)).toEqual(['Made-up text of blood.pdf', null, null]);
});

describe('the reading of a MedMitra picture', () => {
	async function reading(): Promise<string> {
		const made = await created({}, [['radiology_files', 'scan.png', 'image/png']]);
		await analysed(made.case.case_id);
		return String((await readCase(made)).files[0]?.ai_summary);
	}

	test('is JSON inside JSON', async () => {
		expect(JSON.parse(await reading())).toEqual({
			findings: 'Made-up reading of scan.png',
			impressions: expect.any(String),
			summary: expect.any(String),
			key_abnormalities: [expect.any(String)],
			confidence_score: 0.8,
		});
	});

	test('can come in a code fence with words around it, or as words only', async () => {
		await settings({ readingStyle: 'fenced' });
		const [, json] = /\n```json\n(.*)\n```$/s.exec(await reading()) ?? [];
		expect(JSON.parse(json!)).toMatchObject({ findings: 'Made-up reading of scan.png' });
		await settings({ readingStyle: 'words' });
		const words = await reading();
		expect(words).toContain('scan.png');
		expect(() => JSON.parse(words) as unknown).toThrow();
	});
});

test('MedMitra can delay every request during an analysis', async () => {
	await settings({ analysisMs: 400, analysisBlocks: true });
	const start = performance.now();
	await created();
	expect(performance.now() - start).toBeLessThan(350);
	expect((await get('/')).status).toBe(200);
	expect(performance.now() - start).toBeGreaterThanOrEqual(390);
});

test('after a reset, MedMitra does not wait for earlier analyses', async () => {
	await settings({ analysisMs: 60_000, analysisBlocks: true });
	await created();
	const held = get('/');
	await wait(50);
	await sandbox().reset();
	await settings({ analysisBlocks: true });
	expect((await held).status).toBe(200);
	expect((await get('/')).status).toBe(200);
	expect(await rows('med_mitra_case')).toEqual([]);
});

import type { IDataObject } from 'n8n-workflow';

import { book } from '../../../nodes/EkaCare/actions/appointment/book.operation.ts';
import { create } from '../../../nodes/MedMitra/actions/case/create.operation.ts';
import type { OutputItem } from '../../../nodes/shared/types.ts';
import { answerOf, stepsOf } from './support.mts';

/** What the operations do when the same thing may have been done by a run that was broken off. */

const outputOf = (produced: unknown) => (produced as OutputItem[]).map(({ json }) => json);

describe('Eka Care Appointment: Book with If Partner Appointment ID Exists', () => {
	const start = '2027-01-15T09:30:00Z';
	const startTime = Date.parse(start) / 1000;
	const given = (ifExists?: string, additionalFields: IDataObject = { partnerAppointmentId: 'APT-1' }) => ({
		parameters: {
			...{
				idType: 'eka',
				doctorId: '161',
				clinicId: 'c-1',
				patientId: '175',
				startTime: start,
				additionalFields,
			},
			options: ifExists === undefined ? {} : { ifExists },
		},
	});
	const booked = (more: IDataObject = {}) => ({
		appointment_id: 'api-1',
		start_time: startTime,
		status: 'BK',
		...more,
	});
	const run = async (setting: ReturnType<typeof given>, found?: IDataObject) => {
		const { produced, specs } = await stepsOf(book, setting, ({ method }) => {
			if (method === 'POST') return answerOf(201, { appointment_id: 'api-2' });
			return found ? answerOf(200, found) : answerOf(404, { error: { code: 'NOT_FOUND' } });
		});
		return { output: outputOf(produced), sent: specs.map(({ method, path }) => `${method} ${path}`) };
	};
	const LOOK = 'GET /dr/v1/appointment/APT-1';
	const BOOK = 'POST /dr/v1/appointment';

	it('outputs the appointment that is there, and books none', async () => {
		expect(await run(given('continue'), booked())).toEqual({
			output: [{ ...booked(), alreadyExisted: true }],
			sent: [LOOK],
		});
	});

	it('books when there is none', async () => {
		expect(await run(given('continue'))).toEqual({
			output: [{ appointment_id: 'api-2', alreadyExisted: false }],
			sent: [LOOK, BOOK],
		});
	});

	it.each([
		['was cancelled', { status: 'CN' }],
		['is at another time', { start_time: startTime + 1800 }],
	])('does not take one that %s for the same', async (_what, more) => {
		expect((await run(given('continue'), booked(more))).sent).toEqual([LOOK, BOOK]);
	});

	it('does not look when it is not chosen, nor without an ID', async () => {
		expect(await run(given(), booked())).toEqual({ output: [{ appointment_id: 'api-2' }], sent: [BOOK] });
		expect((await run(given('continue', {}), booked())).sent).toEqual([BOOK]);
	});
});

describe('MedMitra Case: Create with If Same Case Exists', () => {
	const USER = '3f2b8c1e-5a4d-4e6f-8b7a-9c0d1e2f3a4b';
	const CASE_ID = '0b8e5c1a-5f0e-4c55-9d0f-2a7d7f0c3b11';
	const row = (more: IDataObject = {}): IDataObject => ({
		...{
			case_id: CASE_ID,
			patient_name: 'Nova',
			patient_age: 41,
			patient_gender: 'Female',
			case_summary: 'Knee pain',
		},
		...{ status: 'completed', created_at: '2027-01-15T09:30:00+00:00', ...more },
	});
	const given = (options: IDataObject) => ({
		account: { userId: USER },
		parameters: { patientName: 'Nova', patientAge: 41, patientGender: 'Female', caseSummary: 'Knee pain', options },
	});
	const FILE = { id: 1, file_name: 'report.pdf', file_size: 8, file_category: 'lab' };
	const analysed = (files: IDataObject[] = []) =>
		answerOf(200, { case: row(), files, ai_insights: { comprehensive_summary: 'x' } });
	const WITHOUT = answerOf(404, { detail: 'Error retrieving AI insights: not found' });
	const run = async (options: IDataObject, cases: IDataObject[], one = analysed()) => {
		const { produced, specs } = await stepsOf(create, given(options), ({ method, path }) =>
			method === 'POST'
				? answerOf(201, { case: row({ case_id: 'new', status: 'processing' }), uploaded_files: [] })
				: path === '/cases/all_cases'
					? answerOf(200, { cases })
					: one,
		);
		return { produced, sent: specs.map(({ method, path }) => `${method} ${path}`) };
	};
	const LIST = 'GET /cases/all_cases';
	const LOOK = `GET /cases/cases/${CASE_ID}`;
	const CREATE = 'POST /cases/create_case';
	const again = { ifExists: 'continue' };
	const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

	it('outputs the case that is there with the same files and insights, and starts no other analysis', async () => {
		const { produced, sent } = await run(again, [row()]);
		expect(sent).toEqual([LIST, LOOK]);
		expect(outputOf(produced)).toEqual([
			expect.objectContaining({
				case_id: CASE_ID,
				status: 'completed',
				uploaded_files: [],
				alreadyExisted: true,
			}),
		]);
	});

	it.each([
		['with other files', {}, analysed([FILE])],
		['completed without insights', {}, WITHOUT],
		['in processing for more than 15 minutes', { status: 'processing', created_at: minutesAgo(16) }, WITHOUT],
	])('creates one beside a case that is %s', async (_what, more, one) => {
		const { produced, sent } = await run(again, [row(more)], one);
		expect(sent).toEqual([LIST, LOOK, CREATE]);
		expect(outputOf(produced)).toEqual([expect.objectContaining({ case_id: 'new', alreadyExisted: false })]);
	});

	it.each([[{}], [{ waitForInsights: true }]])(
		'looks again at a case that was made a moment ago, for nobody knows yet whether it is whole: %j',
		async (options) => {
			const young = row({ status: 'processing', created_at: minutesAgo(14) });
			const { produced, sent } = await run({ ...again, ...options }, [young], WITHOUT);
			expect(sent).toEqual([LIST, LOOK]);
			expect(produced).toEqual({ lookAgainIn: expect.any(Number) });
		},
	);

	it.each([
		['another name', { patient_name: 'Nora' }],
		['another age', { patient_age: 42 }],
		['another gender', { patient_gender: 'Male' }],
		['another summary', { case_summary: 'Knee pain.' }],
		['an analysis that failed', { status: 'failed' }],
	])('creates one beside a case with %s', async (_what, more) => {
		const { produced, sent } = await run(again, [row(more)]);
		expect(sent).toEqual([LIST, CREATE]);
		expect(outputOf(produced)).toEqual([expect.objectContaining({ case_id: 'new', alreadyExisted: false })]);
	});

	it('does not look when it is not chosen', async () => {
		const { produced, sent } = await run({}, [row()]);
		expect(sent).toEqual([CREATE]);
		expect(outputOf(produced)[0]).not.toHaveProperty('alreadyExisted');
	});
});

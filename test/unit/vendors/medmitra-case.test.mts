import { update } from '../../../nodes/MedMitra/actions/case/update.operation.ts';
import { encodedUrl } from '../../../nodes/MedMitra/file-url.ts';
import { analysedCase, readingIn, caseWithInsights, SIMPLIFIED_CASE } from '../../../nodes/MedMitra/insights.ts';
import { medMitra } from '../../../nodes/MedMitra/vendor.ts';
import { lookForInsights, pauseAfter } from '../../../nodes/MedMitra/waiting.ts';
import type { ItemInput, Send } from '../../../nodes/shared/types.ts';
import { refusalOf, rejectionOf } from '../kernel/support.mts';
import { answerOf, failureFor, requestOf } from './support.mts';

const CASE_ID = '0b8e5c1a-5f0e-4c55-9d0f-2a7d7f0c3b11';
const USER = '3f2b8c1e-5a4d-4e6f-8b7a-9c0d1e2f3a4b';

describe('the address of a stored file', () => {
	const base = 'https://x.example/storage/v1/object/public/labdocs/lab_files/1';
	it.each([
		[`${base}/a.pdf?`, `${base}/a.pdf`],
		[`${base}/a.pdf`, `${base}/a.pdf`],
		[`${base}/a b.pdf?`, `${base}/a%20b.pdf`],
		[`${base}/what?.pdf?`, `${base}/what%3F.pdf`],
		[`${base}/a%20b.pdf?`, `${base}/a%20b.pdf`],
		[`${base}/sub/a&b=c;d,e+f@g:h$!.pdf?`, `${base}/sub/a%26b%3Dc%3Bd%2Ce%2Bf%40g%3Ah%24!.pdf`],
		['http://127.0.0.1:8000/a.pdf?', 'http://127.0.0.1:8000/a.pdf'],
		['', ''],
		[undefined, ''],
		[5, ''],
		['https://x.example/\ud800', ''],
		['/relative/a.pdf?', '/relative/a.pdf?'],
	])('%j is fetched as %j', (given, wanted) => {
		expect(encodedUrl(given)).toBe(wanted);
	});
});

describe('what a model wrote of a picture', () => {
	it.each([
		['{"findings":"none"}', { findings: 'none' }],
		['```json\n{"findings":"none"}\n```', { findings: 'none' }],
		['Here it is: {"findings":{"a":[1]}} Bye.', { findings: { a: [1] } }],
		['Grade [2] effusion', 'Grade [2] effusion'],
		['Nothing {unusual} here', 'Nothing {unusual} here'],
		['{}', '{}'],
		['', ''],
		[null, null],
		[{ findings: 'none' }, { findings: 'none' }],
		['{"a":'.repeat(500) + '1' + '}'.repeat(500), '{"a":'.repeat(500) + '1' + '}'.repeat(500)],
	])('%j is read as %j', (given, wanted) => {
		expect(readingIn(given)).toEqual(wanted);
	});
});

describe('the insights of a case', () => {
	const answer = (insights: object) =>
		answerOf(200, { case: { case_id: CASE_ID }, files: [], ai_insights: insights });

	it('are parsed where MedMitra left them as JSON texts', () => {
		const { ai_insights: insights } = analysedCase(
			answer({
				key_findings: '["a"]',
				patient_context: '{"age":4}',
				supporting_evidence: 'none',
				soap_plan: '["x"]',
			}),
		);
		expect(insights).toEqual({
			key_findings: ['a'],
			patient_context: { age: 4 },
			supporting_evidence: 'none',
			soap_plan: '["x"]',
		});
	});

	it('lack in their groups what MedMitra does not give, and keep what is null', () => {
		const analysed = analysedCase(answer({ icd_code: null, soap_plan: 'Rest', more: 1 }));
		const shown = SIMPLIFIED_CASE.of(caseWithInsights(analysed));
		expect(shown).toMatchObject({ summary: {}, soap: { plan: 'Rest' }, diagnosis: { icd_code: null } });
		expect(JSON.stringify(shown)).not.toContain('more');
	});
});

describe('the time between two looks', () => {
	const MINUTE = 60_000;
	/** The times of all looks until the end, in seconds from the start. */
	function looks(limit: number): number[] {
		const times = [0];
		for (let now = 0; now < limit; times.push(now / 1000)) now += pauseAfter(now, limit);
		return times;
	}

	it('is 5 to 10 seconds in the first minute', () => {
		const first = looks(10 * MINUTE).filter((time) => time <= 60);
		expect(first).toEqual([0, 5, 10, 15, 20, 30, 40, 50, 60]);
	});

	it('is long enough for parking after that, and ends with the limit', () => {
		const later = looks(10 * MINUTE).filter((time) => time >= 60);
		const pauses = later.slice(1).map((time, index) => time - later[index]!);
		expect(Math.min(...pauses)).toBeGreaterThanOrEqual(65);
		expect(Math.max(...pauses)).toBeLessThan(80);
		expect(later.at(-1)).toBe(600);
	});

	it('is short where parking would take longer than there is time', () => {
		expect(looks(100_000).slice(-4)).toEqual([70, 80, 90, 100]);
		expect(looks(1000)).toEqual([0, 1]);
	});
});

describe('a look for insights', () => {
	const now = jest.spyOn(Date, 'now');
	afterAll(() => now.mockRestore());

	it('is repeated a few times when the status is completed and the insights are not there yet', async () => {
		const notes = {};
		const sent: string[] = [];
		const send: Send = async ({ path }) => {
			sent.push(String(path));
			if (path?.endsWith('all_cases'))
				return answerOf(200, { cases: [{ case_id: CASE_ID, status: 'completed' }] });
			return answerOf(404, { detail: 'Error retrieving AI insights: none' });
		};
		const input = { notes, account: { userId: USER } } as unknown as ItemInput;
		const look = async () => await lookForInsights(input, { caseId: CASE_ID, limit: 600 }, send);
		for (let time = 0; time < 3; time++) {
			now.mockReturnValue(1000 + time * 5000);
			expect(await look()).toEqual({ lookAgainIn: 5000 });
		}
		expect((await rejectionOf(look())).message).toMatch(/has no insights/);
		expect(sent).toHaveLength(8);
	});

	it.each(['reviewed', 'pending', undefined])(
		'asks for the case itself when the list says %j of it, and waits on when it has no insights',
		async (status) => {
			now.mockReturnValue(1000);
			const cases = status === undefined ? [] : [{ case_id: CASE_ID.toUpperCase(), status }];
			const send: Send = async ({ path }) =>
				path?.endsWith('all_cases')
					? answerOf(200, { cases })
					: answerOf(404, { detail: 'Error retrieving AI insights: none' });
			const input = { notes: {}, account: { userId: USER } } as unknown as ItemInput;
			expect(await lookForInsights(input, { caseId: CASE_ID, limit: 600 }, send)).toEqual({ lookAgainIn: 5000 });
		},
	);
});

describe('MedMitra Case: Update', () => {
	const spec = () => requestOf(update, { parameters: { caseId: CASE_ID, updateFields: { patientAge: 4 } } });
	const unsupported = [
		answerOf(422, { detail: [{ type: 'int_parsing', loc: ['path', 'case_id'], msg: 'x', input: 'y' }] }),
		answerOf(500, { detail: "Internal server error: 'SupabaseCaseClient' object has no attribute 'update_case'" }),
	];

	it.each(unsupported)('knows a server that cannot update by its answer %#', async (answer) => {
		expect(failureFor(medMitra, update, answer, await spec())).toBeUndefined();
		expect(refusalOf(() => update.output(answer, {} as ItemInput))).toMatchObject({
			kind: 'refused',
			message: `This MedMitra server does not support updating cases (HTTP ${answer.status})`,
			outcome: 'none',
		});
	});

	it.each([
		[answerOf(422, { detail: [{ type: 'int_parsing', loc: ['body', 'patient_age'] }] }), 'refused'],
		[answerOf(422, { detail: [{ type: 'missing', loc: ['path', 'case_id'] }] }), 'refused'],
		[answerOf(422, { detail: 'path.case_id int_parsing' }), 'refused'],
		[answerOf(500, { detail: 'Internal server error: connection lost' }), 'unavailable'],
		[answerOf(502, { detail: "has no attribute 'update_case'" }), 'unavailable'],
	])('takes no other refusal for that: %#', async (answer, kind) => {
		expect(failureFor(medMitra, update, answer, await spec())?.kind).toBe(kind);
	});
});

import { createRequest } from '../../../nodes/MedMitra/actions/case/create-request.ts';
import { create as operation } from '../../../nodes/MedMitra/actions/case/create.operation.ts';
import { SIMPLIFIED_CASE } from '../../../nodes/MedMitra/insights.ts';
import { medMitra, refusal } from '../../../nodes/MedMitra/vendor.ts';
import type { FailureKind } from '../../../nodes/shared/failure.ts';
import type {
	InputFile,
	ItemInput,
	OutputItem,
	Part,
	RequestOperation,
	RequestSpec,
} from '../../../nodes/shared/types.ts';
import { rejectionOf } from '../kernel/support.mts';
import { answerOf, documented, failureFor, leaks, PRIVATE, requestOf, wireFields } from './support.mts';

const USER = '3f2b8c1e-5a4d-4e6f-8b7a-9c0d1e2f3a4b';
const CASE = {
	patientName: 'Maria Lindqvist',
	patientAge: '42',
	patientGender: 'Female',
	caseSummary: 'Knee pain for three weeks',
};

const { steps, ...facts } = operation;
/** The operation as its one request, which is all it is unless it waits. */
const create: RequestOperation = { ...facts, request: createRequest, output: () => ({}) };

const pdf: InputFile = {
	fileName: 'report.pdf',
	mimeType: 'application/pdf',
	source: 'report',
	read: async () => Buffer.from('%PDF-1.7 made up'),
};
const png: InputFile = {
	fileName: 'knee.png',
	mimeType: 'image/png',
	source: 'xray',
	read: async () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 1]),
};

const request = (more: object = {}, account: object = { userId: USER }) =>
	requestOf(create, { parameters: { ...CASE, ...more }, account: { ...account }, files: { report: pdf, xray: png } });
const partsOf = async (more: object = {}) => (await request(more)).multipart ?? [];
const textsIn = (parts: Part[]) =>
	Object.fromEntries(
		parts.filter(({ fileName }) => fileName === undefined).map(({ name, content }) => [name, content]),
	);

describe('the verdict of MedMitra', () => {
	it.each([200, 201])('is yes for HTTP %d', (status) => {
		expect(refusal(answerOf(status, { case: {} }))).toBeUndefined();
	});

	it.each<[string, number, unknown, FailureKind]>([
		[
			'a missing field',
			422,
			{ detail: [{ type: 'missing', loc: ['body', 'patient_age'], msg: PRIVATE, input: PRIVATE }] },
			'refused',
		],
		[
			'a database that refuses',
			400,
			{ detail: `Error creating case: {'message': '${PRIVATE}', 'code': '22P02'}` },
			'refused',
		],
		[
			'a storage that refuses',
			400,
			{ detail: `Error uploading file: {'statusCode': 409, 'message': '${PRIVATE}'}` },
			'refused',
		],
		['a list that fails', 400, { detail: `Error retrieving cases: ${PRIVATE}` }, 'unavailable'],
		['an unknown case', 404, { detail: `Error retrieving case: Case with ID ${PRIVATE} not found` }, 'notFound'],
		['insights that do not exist', 404, { detail: `Error retrieving AI insights: ${PRIVATE}` }, 'notFound'],
		['a wrong method', 405, { detail: 'Method Not Allowed' }, 'refused'],
		['a fault', 500, { detail: `Internal server error: ${PRIVATE}` }, 'unavailable'],
		['a gateway', 401, { message: PRIVATE }, 'credential'],
		['a gateway that forbids', 403, undefined, 'forbidden'],
		['a gateway with a limit', 429, undefined, 'rateLimited'],
		['a gateway that waits too long', 504, undefined, 'unavailable'],
		['a slow client', 408, undefined, 'unavailable'],
		['an early client', 425, undefined, 'unavailable'],
		['words in an unknown form', 400, [PRIVATE], 'refused'],
		['details in an unknown form', 422, { detail: [PRIVATE, { loc: PRIVATE }, null] }, 'refused'],
	])('about %s is no, without a word of it', (_what, status, body, kind) => {
		const failure = failureFor(medMitra, create, answerOf(status, body));
		expect(failure).toMatchObject({ kind, httpStatus: status });
		expect(failure?.message).toMatch(/^MedMitra /);
		expect(leaks(failure)).toBe(false);
	});

	it('names the fields of a validation error', () => {
		const detail = ['patient_age', 'case_summary'].map((name) => ({
			type: 'missing',
			loc: ['body', name],
			msg: 'Field required',
		}));
		expect(failureFor(medMitra, create, answerOf(422, { detail }))?.description).toContain(
			'mentions "Patient Age", "Case Summary"',
		);
	});

	it('warns of what a late refusal leaves behind', () => {
		const failure = failureFor(
			medMitra,
			create,
			answerOf(400, { detail: "Error uploading file: {'error': 'Duplicate'}" }),
		);
		expect(failure?.message).toBe('MedMitra could not store a file (HTTP 400)');
		expect(failure?.description).toContain('was created all the same');
	});

	it('points to the user ID, and to the database, when the case could not be stored', () => {
		const failure = failureFor(
			medMitra,
			create,
			answerOf(400, { detail: "Error creating case: {'code': '22P02'}" }),
		);
		expect(failure?.message).toBe('MedMitra could not store the case (HTTP 400)');
		expect(failure?.description).toMatch(/user ID.*database/);
	});

	it.each([500, 504])('leaves the outcome open at HTTP %d, for a case may have been made', (status) => {
		expect(failureFor(medMitra, create, answerOf(status, undefined))?.outcome).toBe('unknown');
	});

	it.each([404, 405])(
		'points to the base URL at HTTP %d, for creating a case names no record that could be missing',
		(status) => {
			expect(failureFor(medMitra, create, answerOf(status, { detail: 'Not Found' }))?.description).toContain(
				'base URL',
			);
		},
	);

	it('speaks of the size of the files when a gateway takes no body that large', () => {
		expect(failureFor(medMitra, create, answerOf(413, undefined))?.description).toMatch(/size|large|smaller/);
	});

	it.each([302, 307])('is not "refused the data" for the redirect %d of a wrong base URL', (status) => {
		expect(failureFor(medMitra, create, answerOf(status, undefined))?.kind).toBe('malformed');
	});

	it('takes the user ID from the credential, and its token for one that nobody renews', () => {
		expect(medMitra.account?.({ userId: ` ${USER} ` })).toEqual({ userId: USER });
		const use = medMitra.credential('');
		expect([use.type, use.fixedToken?.({ jwt: 'Bearer abc' }), use.fixedToken?.({})]).toEqual([
			'medMitraApi',
			'abc',
			'',
		]);
	});

	it('has no address of its own', () => {
		expect(medMitra.baseUrl({ baseUrl: 'http://127.0.0.1:8000/' })).toBe('http://127.0.0.1:8000');
		expect(() => medMitra.baseUrl({ environment: 'production' })).toThrow('base URL');
	});
});

describe('MedMitra Case: Create', () => {
	it('has every documented field with its values, the summary required', () => {
		expect(wireFields(create.fields)).toEqual(
			documented({
				'patient_name*': undefined,
				'patient_age*': undefined,
				'patient_gender*': ['Male', 'Female', 'Transgender'],
				'case_summary*': undefined,
			}),
		);
	});

	it('sends the texts, then the files of both categories with name and type', async () => {
		const spec = await request({ additionalFields: { labFiles: 'report', radiologyFiles: 'xray' } });
		expect([spec.method, spec.path, spec.body]).toEqual(['POST', '/cases/create_case', undefined]);
		expect(create.timeout).toBeGreaterThanOrEqual(120_000);
		expect(spec.multipart).toEqual([
			{ name: 'user_id', content: USER },
			{ name: 'patient_name', content: 'Maria Lindqvist' },
			{ name: 'patient_age', content: '42' },
			{ name: 'patient_gender', content: 'Female' },
			{ name: 'case_summary', content: 'Knee pain for three weeks' },
			{
				name: 'lab_files',
				fileName: 'report.pdf',
				mimeType: 'application/pdf',
				content: Buffer.from('%PDF-1.7 made up'),
			},
			{
				name: 'radiology_files',
				fileName: 'knee.png',
				mimeType: 'image/png',
				content: expect.any(Buffer) as unknown,
			},
		]);
	});

	it('needs no files', async () => {
		expect((await partsOf()).map(({ name }) => name)).toEqual([
			'user_id',
			'patient_name',
			'patient_age',
			'patient_gender',
			'case_summary',
		]);
	});

	it('makes braces harmless, which the analysis would trip over', async () => {
		const texts = textsIn(await partsOf({ patientName: '{Maria} {{x}}', caseSummary: 'Pain {left} }{' }));
		expect(texts).toMatchObject({ patient_name: '(Maria) ((x))', case_summary: 'Pain (left) )(' });
	});

	it.each([
		['0', '0'],
		[150, '150'],
		['45.0', '45'],
	])('takes the age %j', async (patientAge, wanted) => {
		expect(textsIn(await partsOf({ patientAge }))).toMatchObject({ patient_age: wanted });
	});

	it.each(['45.5', '-1', 151, 'forty', ''])('refuses the age %j', async (patientAge) => {
		expect((await rejectionOf(request({ patientAge }))).field).toBe('Patient Age');
	});

	it.each(['patientName', 'patientAge', 'patientGender', 'caseSummary'])(
		'refuses an item without %s',
		async (name) => {
			expect((await rejectionOf(request({ [name]: ' ' }))).message).toMatch(/ is empty$/);
		},
	);

	it('takes a gender that the list does not have, since the server takes any', async () => {
		expect(textsIn(await partsOf({ patientGender: 'Non-binary' }))).toMatchObject({ patient_gender: 'Non-binary' });
	});

	it.each(['', 'doctor-1', `${USER}0`, 'undefined', `${USER}\n`])(
		'refuses the user ID %j of the credential before any file is read',
		async (userId) => {
			const read = jest.spyOn(pdf, 'read');
			const failure = await rejectionOf(request({ additionalFields: { labFiles: 'report' } }, { userId }));
			expect(failure).toMatchObject({
				kind: 'configuration',
				message: 'The user ID of the credential is not a UUID',
			});
			expect(read).not.toHaveBeenCalled();
			read.mockRestore();
		},
	);

	it('tells people that a CSV is kept but not read by the analysis', () => {
		expect(JSON.stringify(create.fields)).toMatch(/CSV[^"]*The analysis reads only PDF files/);
	});

	/** What the operation makes of an answer; the request is looked at elsewhere. */
	async function outputOf(params: object, body: unknown) {
		const input = { body: {}, params, account: { userId: USER }, notes: {}, files: () => [] };
		return await steps(input as unknown as ItemInput, async (spec: RequestSpec) => {
			expect(spec.path).toBe('/cases/create_case');
			return answerOf(201, body);
		});
	}
	const answer = {
		message: 'ok',
		case: { id: 7, case_id: 'uuid-1', status: 'processing', updated_at: 'x' },
		uploaded_files: [
			{ id: 1, file_name: 'a.png', file_url: 'https://public.example/a.png?', ai_summary: '{"a":1}' },
		],
	};

	it('gives back the case with the files that were stored, without their addresses', async () => {
		const [item] = (await outputOf({}, answer)) as OutputItem[];
		expect(SIMPLIFIED_CASE.of(item!.json)).toEqual({
			case_id: 'uuid-1',
			status: 'processing',
			uploaded_files: [{ id: 1, file_name: 'a.png', ai_summary: { a: 1 } }],
		});
	});

	it('gives back everything when told to', async () => {
		expect(await outputOf({}, answer)).toEqual([
			{
				json: {
					...answer.case,
					uploaded_files: [{ ...answer.uploaded_files[0], ai_summary: { a: 1 } }],
				},
			},
		]);
	});

	it('does not wait for a case of which nobody told the ID, and says that it exists', async () => {
		const failure = await rejectionOf(outputOf({ waitForInsights: true }, answer));
		expect(failure).toMatchObject({ kind: 'malformed', outcome: 'partial' });
		expect(failure.message).toContain('did not tell its ID');
	});

	describe('looked up after nobody knows what became of it', () => {
		const SENT_AT = Date.parse('2027-01-15T09:30:00Z');
		const wanted = { patient_name: 'Maria', patient_age: 42, patient_gender: 'Female', case_summary: 'Knee pain' };
		const stored = { ...wanted, case_id: 'uuid-1', created_at: '2027-01-15T10:30:05+00:00', status: 'processing' };
		const lookUp = () => {
			const found = create.lookUp?.(
				{
					body: wanted,
					params: {},
					account: { userId: USER },
					timezone: 'UTC',
					index: 0,
					notes: {},
					files: () => [],
				},
				SENT_AT,
			);
			if (!found) throw new Error('There is nothing to look for');
			return found;
		};
		/** The server's clock is an hour ahead of the machine's when it answers the look. */
		const AHEAD_MS = 3_600_000;
		const found = (...cases: unknown[]) => {
			const date = new Date(Date.now() + AHEAD_MS).toUTCString();
			return lookUp().find({ ...answerOf(200, { cases }), headers: { date } });
		};

		it('is asked for among the cases of the user, and never sent twice', () => {
			expect(lookUp().request).toMatchObject({
				method: 'GET',
				path: '/cases/all_cases',
				query: { user_id: USER },
			});
			expect(create.resend).toBe('never');
		});

		it("is there when a case says the same and was made since by the server's clock", () => {
			expect(found({ case_id: 'other' }, stored)).toMatchObject({ id: 'uuid-1' });
			expect(found({ ...stored, created_at: '2027-01-15T10:30:01' })).toMatchObject({ id: 'uuid-1' });
		});

		it.each([
			['processing', /whether its files are there is not known.*15 minutes.*before running this item again/],
			['failed', /its analysis failed.*before running this item again/],
		])('is told with what is known of a case in the status %s', (status, words) => {
			const record = found({ ...stored, status }) ?? {};
			expect(lookUp().tell?.(record)).toMatch(words);
			expect(lookUp().tell?.(record)).not.toMatch(/the record exists|Do not run/);
		});

		it('is told as one of several that were made meanwhile', () => {
			const record = found(stored, { ...stored, case_id: 'uuid-2' }) ?? {};
			expect(lookUp().tell?.(record)).toMatch(/IDs uuid-1, uuid-2\. Which of them is this item's is not known/);
		});

		it('is surely there when its analysis is completed, for that begins after its files are stored', () => {
			expect(lookUp().tell?.(found({ ...stored, status: 'completed' }) ?? {})).toBeUndefined();
		});

		it.each<[string, object]>([
			["older than the sending by the server's clock", { created_at: '2027-01-15T10:29:58Z' }],
			['without a time', { created_at: undefined }],
			["another person's", { patient_name: 'Mario' }],
			['of another age', { patient_age: 43 }],
			['of another gender', { patient_gender: 'Male' }],
			['about something else', { case_summary: 'Knee pain, left' }],
		])('is not there when the case is %s', (_how, differs) => {
			expect(found({ ...stored, ...differs })).toBeUndefined();
		});

		it.each([undefined, null, [], {}, { cases: 'none' }, { cases: [null, 'x'] }])(
			'is not there in the answer %j, which does not make the node fail',
			(body) => {
				expect(lookUp().find(answerOf(200, body))).toBeUndefined();
			},
		);
	});

	it('does not call an answer without a case a success', async () => {
		expect(failureFor(medMitra, create, answerOf(200, { message: 'Welcome' }), await request())?.kind).toBe(
			'malformed',
		);
	});
});

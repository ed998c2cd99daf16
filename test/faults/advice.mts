import type { Fault, FaultKind } from '../../sandbox/types.mts';
import type { INodeParameters } from 'n8n-workflow';

import { errorItem, openFaultClinic, subjects } from './support.mts';
import type { ErrorItem, FaultClinic, Subject } from './support.mts';

/** What a reader of the advice does next. */
export type Reading = 'again' | 'look' | 'mend';

/**
 * What a person who takes the advice by its words does: runs the item again, looks at the vendor first, or mends what
 * is named.
 */
export function readingOf({ message }: Pick<ErrorItem, 'message'>): Reading {
	if (/do not run this item again|before running (this item|it) again|would create a second/i.test(message))
		return 'look';
	return /running this item again is safe|\brun (the|this) item again/i.test(message) ? 'again' : 'mend';
}

/** Whether the advice says that nothing was done. */
export function claimsNothing({ message }: Pick<ErrorItem, 'message'>): boolean {
	return /nothing was (carried out|changed|sent|booked|created)/i.test(message);
}

type Befallen = Pick<Fault, 'kind' | 'stored'>;

const FAULTS: Befallen[] = [
	...(['403', '422', '429', '503', '500', '503-bare', 'reset-before', 'stall', 'html'] as FaultKind[]).map(
		(kind) => ({
			kind,
			stored: false,
		}),
	),
	...(['500', 'reset-after', 'stall', 'truncated', 'html', 'empty'] as FaultKind[]).map((kind) => ({
		kind,
		stored: true,
	})),
];

/** Steps of an item besides the one that makes the record, and what makes the item take them. */
const STEPS: Array<Pick<Trial, 'operationId' | 'options' | 'fields'> & { subject: string }> = [
	{ subject: 'MedMitra case: create', operationId: 'listCases', options: { waitForInsights: true, waitLimit: 1 } },
	{ subject: 'MedMitra case: create', operationId: 'listCases', options: { ifExists: 'continue' } },
	{
		subject: 'EkaCare document: parse',
		operationId: 'getParsingResult',
		options: { waitAtMost: 1, askEvery: 1 },
		fields: { waitForResult: true },
	},
	{ subject: 'EkaCare document: upload', operationId: 'storeFile' },
	{ subject: 'EkaCare patient: upsert', operationId: 'getPatientsByUsername' },
	{ subject: 'Spry patientDocument: upload', operationId: 'uploadFile' },
];

let clinic: FaultClinic;

interface Trial {
	name: string;
	operationId: string;
	options?: INodeParameters;
	fields?: INodeParameters;
	fault: Befallen;
}

function trialsOf({ name, operation }: Subject): Trial[] {
	const steps = STEPS.filter(({ subject }) => subject === name);
	const all: Array<Omit<Trial, 'name' | 'fault'>> = [{ operationId: operation.operationId }, ...steps];
	return all.flatMap(({ operationId, options, fields }) =>
		FAULTS.map((fault) => ({
			name: `${fault.kind}${fault.stored ? ', carried out' : ''} at ${operationId}${options ? ` with ${Object.keys(options).join()}` : ''}`,
			operationId,
			options,
			fields,
			fault,
		})),
	);
}

/** Declares the tests of one share of the operations that make a record. @param share from 1 */
export function testAdviceOf(share: number, shares: number): void {
	jest.setTimeout(60_000);
	beforeAll(async () => {
		clinic = await openFaultClinic();
		jest.spyOn(Math, 'random').mockReturnValue(0.01);
	}, 60_000);
	afterAll(async () => {
		jest.restoreAllMocks();
		await clinic.close();
	});

	const making = subjects().filter(({ operation }) => operation.table !== undefined);
	describe.each(making.filter((_, index) => index % shares === share - 1))(
		'obeying the advice of $name',
		(subject) => {
			beforeEach(async () => await clinic.reset(subject.operation));
			it.each(trialsOf(subject))(
				'after a lasting $name leaves one record',
				async (trial) => await obey(subject, trial),
			);
		},
	);
}

async function obey(subject: Subject, { operationId, options: own, fields, fault }: Trial): Promise<void> {
	const rows = [subject.row(0)];
	const { vendor } = subject.operation;
	const options = { maxAttempts: 2, timeout: 400, ...own };
	const changes = { parameters: fields };
	await clinic.sandbox.faults({ ...fault, vendor, operationId, times: 0 });
	const first = await clinic.try(subject, rows, options, changes);
	await clinic.sandbox.clearFaults();
	const failed = errorItem(first, 0);
	const made = await clinic.made(subject);
	expect(made).toBeLessThanOrEqual(1);
	if (!failed) return expect(made).toBe(1);

	const reading = readingOf(failed);
	const told = { made, message: `${failed.error}. ${failed.message}` };
	if (made > 0) expect({ ...told, claimsNothing: claimsNothing(failed) }).toEqual({ ...told, claimsNothing: false });
	if (made > 0 && failed.details.outcome === 'none')
		throw new Error(`outcome none of what was made: ${told.message}`);
	if (reading !== 'again') return;

	await clinic.try(subject, rows, { ...options, timeout: 5000 }, changes);
	expect({ ...told, records: await clinic.made(subject) }).toEqual({ ...told, records: 1 });
}

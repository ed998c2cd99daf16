import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { Refusal } from '../../../../nodes/shared/failure.ts';
import { readLimits } from '../../../../nodes/shared/node/options.ts';

const context = (options: IDataObject) => ({ getNodeParameter: () => options }) as unknown as IExecuteFunctions;
const read = (options: IDataObject) => readLimits(context(options));

describe('the limits of an execution', () => {
	it('are ten at once, four attempts and five minutes for an item when nothing is said', () => {
		expect(read({})).toEqual({
			concurrency: 10,
			requestsPerSecond: undefined,
			timeout: undefined,
			maxAttempts: 4,
			totalBudget: 300_000,
		});
	});

	it('are what the person says, as a number or as its text', () => {
		const options = {
			concurrency: '7',
			requestsPerSecond: 0.5,
			timeout: 1500,
			maxAttempts: 1,
			totalBudget: '9000',
		};
		expect(read(options)).toEqual({
			concurrency: 7,
			requestsPerSecond: 0.5,
			timeout: 1500,
			maxAttempts: 1,
			totalBudget: 9000,
		});
	});

	it('count an emptied option as not said, and whole things as whole', () => {
		expect(read({ concurrency: '', maxAttempts: null as never })).toMatchObject({
			concurrency: 10,
			maxAttempts: 4,
		});
		expect(read({ concurrency: 2.9, maxAttempts: 3.2 })).toMatchObject({ concurrency: 2, maxAttempts: 3 });
	});

	it.each([
		[{ concurrency: 0 }, 'Concurrency'],
		[{ concurrency: 51 }, 'Concurrency'],
		[{ concurrency: 'ten' }, 'Concurrency'],
		[{ concurrency: NaN }, 'Concurrency'],
		[{ concurrency: Infinity }, 'Concurrency'],
		[{ concurrency: [] as never }, 'Concurrency'],
		[{ requestsPerSecond: 0 }, 'Requests per Second'],
		[{ requestsPerSecond: 1001 }, 'Requests per Second'],
		[{ timeout: 0 }, 'Timeout'],
		[{ timeout: -1 }, 'Timeout'],
		[{ maxAttempts: 0 }, 'Max Attempts'],
		[{ maxAttempts: 21 }, 'Max Attempts'],
		[{ totalBudget: 86_400_001 }, 'Total Budget'],
	] as Array<[IDataObject, string]>)('refuse %j, naming the option', (options, label) => {
		expect(() => read(options)).toThrow(`The option "${label}" is out of range`);
		try {
			read(options);
		} catch (error) {
			expect((error as Refusal).failure.kind).toBe('configuration');
			expect((error as Refusal).failure.description).toContain(`Options > ${label}`);
		}
	});
});

import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { changedRecords, type Listed } from '../../../../nodes/shared/trigger/changed-records.ts';
import { poll, type PollTrigger } from '../../../../nodes/shared/trigger/poll.ts';
import type { Vendor } from '../../../../nodes/shared/types.ts';
import { fakeTrigger } from '../../../support/trigger.mts';

const vendor: Vendor = {
	displayName: 'Toy Vendor',
	credential: () => ({ type: 'toyApi' }),
	baseUrl: () => 'https://toy.example',
	refusal: () => undefined,
	unixTimes: ['changed_at'],
};

/** One node of a workflow, which polls a list; what is stored outlives a poll. */
function trigger(over: Partial<PollTrigger<object, Listed, IDataObject>> = {}) {
	const stored: Record<string, IDataObject> = {};
	let records: Listed[] = [];
	const toy: PollTrigger<object, Listed, IDataObject> = {
		vendor,
		wanted: () => ({}),
		owner: () => 'all',
		list: async () => records,
		comparison: () => changedRecords,
		isWanted: () => true,
		sample: () => ({ id: 'sample' }),
		item: (record) => record,
		...over,
	};
	return {
		stored,
		async told(ids: string[], { name = 'Trigger', timezone = 'UTC' } = {}) {
			records = ids.map((id) => ({ id, content: id, record: { id, changed_at: 1_800_000_000 } }));
			const { hook } = fakeTrigger({
				...{ parameters: {}, credentials: {}, http: () => undefined, id: 'node-1', name, timezone },
				memory: (stored[name] ??= {}),
				shared: (stored.global ??= {}),
			});
			const context = { ...hook, getMode: () => 'trigger' } as unknown as IPollFunctions;
			return ((await poll(context, toy)) ?? []).flat().map(({ json }) => json.id);
		},
	};
}

describe('a polling trigger', () => {
	it('takes stock at first, and then tells of each change once', async () => {
		const { told } = trigger();
		expect(await told(['a'])).toEqual([]);
		expect(await told(['a', 'b'])).toEqual(['b']);
		expect(await told(['a', 'b'])).toEqual([]);
	});

	it('tells of what happened since the last poll when the node got another name meanwhile', async () => {
		const { told } = trigger();
		await told(['a']);
		expect(await told(['a', 'b'], { name: 'Renamed' })).toEqual(['b']);
		expect(await told(['a', 'b', 'c'], { name: 'Renamed' })).toEqual(['c']);
		expect(await told(['a', 'b', 'c', 'd'])).toEqual(['d']);
	});

	it('tells at the next poll of the changes whose items could not be made', async () => {
		let isBroken = false;
		const { told, stored } = trigger({
			item(record) {
				if (isBroken) throw new Error('broken');
				return record;
			},
		});
		await told(['a']);
		const before = structuredClone(stored);
		isBroken = true;
		await expect(told(['a', 'b'])).rejects.toThrow('The node could not handle this item');
		expect(stored).toEqual(before);
		isBroken = false;
		expect(await told(['a', 'b'])).toEqual(['b']);
	});

	it('gives what happened though the time zone of the workflow does not exist', async () => {
		const { told } = trigger();
		await told(['a']);
		expect(await told(['a', 'b'], { timezone: 'Mars/Olympus' })).toEqual(['b']);
	});
});

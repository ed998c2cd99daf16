import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { openAsking } from '../../shared/node/list-search';
import { configurationRefusal, failureOf, inputRefusal, toNodeError } from '../../shared/failure';
import { withIsoTimes } from '../../shared/node/iso-times';
import { readPages } from '../../shared/http/paging';
import { isEmpty } from '../../shared/values';
import { isDeleted } from '../actions/case/case-list';
import { patientLocator } from '../fields';
import { ekaCare } from '../vendor';
import { askedSince, compare, memoryIn } from './memory';
import { WATCHED, type Watched } from './watched';

export const PATIENT = patientLocator({ description: 'The patient whose records to watch' });

interface Wanted {
	event: string;
	watched: Watched;
	patientId: string;
	includeDeleted: boolean;
}

function wantedBy(context: IPollFunctions): Wanted {
	const event = String(context.getNodeParameter('event', ''));
	const watched = Object.hasOwn(WATCHED, event) ? WATCHED[event] : undefined;
	if (!watched) throw configurationRefusal('"Trigger On" is empty', 'Choose what starts the workflow.');
	const given: unknown = context.getNodeParameter('patientId', '', { extractValue: true });
	if (isEmpty(given))
		throw inputRefusal(PATIENT.displayName, 'is empty', 'Choose the patient whose records to watch.');
	const place = { label: PATIENT.displayName, field: PATIENT, timezone: context.getTimezone() };
	const patientId = String(PATIENT.sends?.convert(given, place));
	const { includeDeleted } = context.getNodeParameter('options', {}) as IDataObject;
	return { event, watched, patientId, includeDeleted: includeDeleted === true };
}

async function changesOf(
	context: IPollFunctions,
	{ event, watched, patientId, includeDeleted }: Wanted,
): Promise<IDataObject[]> {
	const isWanted = (record: IDataObject) => includeDeleted || !isDeleted(record);
	const { ask, credentials } = await openAsking(context, ekaCare);
	const list = async (since?: number) => {
		const records = await readPages(ask, watched.first(patientId, since), watched.read);
		return records.map(watched.listed).filter(({ id }) => id !== '');
	};
	if (context.getMode() === 'manual') {
		const records = (await list()).map(({ record }) => record).filter(isWanted);
		return [records.at(-1) ?? watched.madeUp];
	}

	const stored: IDataObject = context.getWorkflowStaticData('node');
	const held = stored.memory;
	const owner = `${ekaCare.baseUrl(credentials)} ${event} ${patientId}`;
	const before = memoryIn(stored, owner);
	const now = Date.now();
	const listed = await list(askedSince(before));
	// Another poll was faster, so this list may be older than what is known; the next poll tells what is left.
	if (stored.memory !== held) return [];
	const { changed, memory } = compare(before, listed, { owner, now });
	// n8n saves what is assigned, so what is the same is not.
	if (JSON.stringify(memory) !== JSON.stringify(before)) stored.memory = memory;
	return changed.filter(isWanted);
}

/**
 * One poll of the trigger. The first one takes stock and gives nothing; while a workflow is being built each gives a
 * sample, and nothing is remembered.
 */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		const wanted = wantedBy(this);
		const changes = await changesOf(this, wanted);
		const { event, patientId } = wanted;
		const written = withIsoTimes(ekaCare, this.getTimezone());
		const items = changes.map((record) => ({ json: written({ event, patient_id: patientId, ...record }) }));
		return items.length > 0 ? [items] : null;
	} catch (error) {
		throw toNodeError(this, failureOf(error));
	}
}

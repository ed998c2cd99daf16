import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { configurationRefusal, inputRefusal } from '../../shared/failure';
import { readPages } from '../../shared/http/paging';
import { askedSince, changedRecords, type Listed } from '../../shared/trigger/changed-records';
import type { PollTrigger } from '../../shared/trigger/poll';
import { isEmpty, ownValue } from '../../shared/values';
import { isDeleted } from '../actions/case/case-list';
import { ekaCare } from '../vendor';
import { patientField } from './records-fields';
import { WATCHED, type Watched } from './lists';

interface Wanted {
	event: string;
	watched: Watched;
	patientId: string;
	includeDeleted: boolean;
}

function wantedBy(context: IPollFunctions): Wanted {
	const event = String(context.getNodeParameter('event', ''));
	const watched = ownValue(WATCHED, event);
	if (!watched) throw configurationRefusal('"Trigger On" is empty', 'Choose what starts the workflow.');
	const given: unknown = context.getNodeParameter('patientId', '', { extractValue: true });
	if (isEmpty(given))
		throw inputRefusal(patientField.displayName, 'is empty', 'Choose the patient whose records to watch.');
	const place = { label: patientField.displayName, field: patientField, timezone: context.getTimezone() };
	const patientId = String(patientField.sends?.convert(given, place));
	const { includeDeleted } = context.getNodeParameter('options', {}) as IDataObject;
	return { event, watched, patientId, includeDeleted: includeDeleted === true };
}

const isWanted = (record: IDataObject, { includeDeleted }: Wanted) => includeDeleted || !isDeleted(record);

/** The cases or the documents of a patient. */
export const records: PollTrigger<Wanted, Listed, IDataObject> = {
	vendor: ekaCare,
	wanted: wantedBy,
	owner: ({ event, patientId }) => `${event} ${patientId}`,
	async list({ request }, { watched, patientId }, before) {
		const found = await readPages(request, watched.first(patientId, askedSince(before)), watched.read);
		return found.map(watched.listed).filter(({ id }) => id !== '');
	},
	comparison: () => changedRecords,
	isWanted,
	sample(listed, wanted) {
		const shown = listed.map(({ record }) => record).filter((record) => isWanted(record, wanted));
		return shown.at(-1) ?? wanted.watched.madeUp;
	},
	item: (record, { event, patientId }) => ({ event, patient_id: patientId, ...record }),
};

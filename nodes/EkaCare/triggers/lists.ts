import type { IDataObject } from 'n8n-workflow';

import type { Page } from '../../shared/http/paging';
import type { Listed } from '../../shared/trigger/changed-records';
import type { Answer, RequestSpec } from '../../shared/types';
import { isRecord } from '../../shared/values';
import { asCase, caseReader, firstCases } from '../actions/case/case-list';
import { documentReader, firstDocuments } from '../actions/document/document-list';
import { isoTime } from './times';

/** A kind of records that can be watched. */
export interface Watched {
	/** The list of those changed after a moment in Unix seconds, or of all. */
	first(patientId: string, since?: number): RequestSpec;
	read(answer: Answer, spec: RequestSpec): Page;
	/** What tells a record from others and from its earlier states. */
	listed(record: IDataObject): Listed;
	/** For building a workflow when the patient has none. */
	madeUp: IDataObject;
}

const all = (records: IDataObject[]) => records;
const MADE_UP_ID = '00000000-0000-4000-8000-000000000000';
/** 2027-01-15T09:30:00Z */
const MADE_UP_TIME = 1_800_005_400;

function idOf(id: unknown): string {
	return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}

function secondsOf(value: unknown): number | undefined {
	const time = isoTime(value);
	return time === undefined ? undefined : Math.floor(Date.parse(time) / 1000);
}

const cases: Watched = {
	first: firstCases,
	read: caseReader(all),
	listed: (record) => ({
		id: idOf(record.id),
		time: secondsOf(record.updated_at),
		content: record,
		record: asCase(record),
	}),
	madeUp: {
		id: MADE_UP_ID,
		status: 'A',
		updated_at: MADE_UP_TIME,
		display_name: 'A sample, because there is no such case yet',
		type: 'OP',
		hi_type: 'OPConsultation',
		partner_meta: {},
		created_at: MADE_UP_TIME,
		occurred_at: MADE_UP_TIME,
	},
};

const documents: Watched = {
	first: firstDocuments,
	read: documentReader(all),
	listed: (record) => {
		const { metadata } = record;
		// A document does not say when it was changed, surely not before it was uploaded.
		const time = secondsOf(record.upload_date);
		// The address of the thumbnail is good for a while only, so another one is no change.
		const content = { ...record, metadata: isRecord(metadata) ? { ...metadata, thumbnail: undefined } : metadata };
		return { id: idOf(record.document_id), time, content, record };
	},
	madeUp: {
		document_id: MADE_UP_ID,
		document_type: 'lr',
		upload_date: MADE_UP_TIME,
		cases: [],
		metadata: {
			thumbnail: null,
			document_date: MADE_UP_TIME,
			title: 'A sample, because there is no such document yet',
			tags: [],
			auto_tags: [],
		},
	},
};

/** What can be watched, by the event that it starts the workflow with. */
export const WATCHED: Record<string, Watched> = { caseChanged: cases, documentChanged: documents };

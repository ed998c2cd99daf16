import type { IDataObject } from 'n8n-workflow';

import type { Change } from '../../shared/trigger/changed-states';
import type { CaseEvent } from './events';

const STATUS: Partial<Record<CaseEvent, string>> = {
	analysisCompleted: 'completed',
	analysisFailed: 'failed',
	analysisStuck: 'processing',
};

const MADE_UP: IDataObject = {
	id: 0,
	case_id: '00000000-0000-4000-8000-000000000000',
	doctor_id: '00000000-0000-4000-8000-000000000000',
	patient_name: 'Sample Patient',
	patient_age: 42,
	patient_gender: 'Female',
	case_summary: 'A sample, because there is no such case yet',
	created_at: '2027-01-15T09:30:00+00:00',
	updated_at: '2027-01-15T09:30:00+00:00',
};

/** One event as it would come, for building a workflow: of a real case where there is one that fits. */
export function sampleOf(rows: IDataObject[], events: CaseEvent[]): Change<CaseEvent> {
	for (const event of events) {
		const record = rows.find(({ status }) => STATUS[event] === undefined || status === STATUS[event]);
		if (record) return { event, record };
	}
	const [event = 'analysisCompleted'] = events;
	return { event, record: { ...MADE_UP, status: STATUS[event] ?? 'processing' } };
}

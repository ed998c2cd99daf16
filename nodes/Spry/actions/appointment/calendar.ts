import type { IDataObject } from 'n8n-workflow';

export const CALENDAR_PATH = '/apis/v1/appointment/calendar/events';

interface Calendar {
	doctor_id: unknown;
	clinic_id: unknown;
	/** In UTC, with milliseconds and a `Z`. */
	start_date: unknown;
	end_date: unknown;
	practice_id?: unknown;
}

/** What the calendar is asked for: one doctor at one clinic. Without a practice Spry wants a zero, not nothing. */
export function calendarQuery({ practice_id = 0, ...calendar }: Calendar): IDataObject {
	return { ...calendar, practice_id } as IDataObject;
}

import type { IDataObject } from 'n8n-workflow';

import { choice, text } from '../shared/fields/convert';
import { inputRefusal } from '../shared/failure';
import { locator } from '../shared/fields/locator';
import { headerValue } from '../shared/http/path';
import type { Field, Sends } from '../shared/types';

/** Eka Care's ids are texts of many forms; only what no id can contain is refused. */
export function ekaId(as?: string): Sends {
	return text(as, {
		max: 128,
		pattern: /^[\x21-\x7e]+$/,
		expects: 'Give the ID exactly as Eka Care shows it, without spaces.',
	});
}

/** Eka Care wants the country code on every telephone number that it stores. */
export function phoneWithCountry(as?: string): Sends {
	return text(as, {
		tidy: (phone) => phone.replace(/[\s().-]/g, ''),
		pattern: /^\+[1-9]\d{6,14}$/,
		expects: 'Give the number with + and the country code, such as +919800000000.',
	});
}

type PickField = Pick<Field, 'displayName' | 'name' | 'description' | 'displayOptions' | 'required'>;

const ID_RULES = { pattern: '\\S*', says: 'The ID has no spaces' };

/** A field that picks one record by its id. */
export function idLocator(field: PickField, example: string, as?: string): Field {
	return locator(field, { ...ID_RULES, example }, ekaId(as));
}

/** What an operation says of a field that picks one thing; the names are the usual ones when it says nothing. */
type Picking = Partial<PickField> & {
	/** The vendor's name of the id in the body; without it the operation places the id itself. */
	as?: string;
};

/** Makes the builder of a field that picks one thing from the list of a list search, or by its id. */
function picker(usual: PickField, rules: { list: string; example: string }) {
	return ({ as, required = usual.required, ...field }: Picking = {}): Field =>
		locator({ ...usual, ...field, required: required || undefined }, { ...ID_RULES, ...rules }, ekaId(as));
}

/** Picks a doctor from the workspace, or by the id. */
export const doctorLocator = picker(
	{ displayName: 'Doctor', name: 'doctorId', description: 'The doctor concerned', required: true },
	{ list: 'searchDoctors', example: '161467756044203' },
);

/** Picks a clinic of the workspace, or by the id. */
export const clinicLocator = picker(
	{ displayName: 'Clinic', name: 'clinicId', description: 'The clinic concerned', required: true },
	{ list: 'searchClinics', example: '6698e6e1b2d1b40012345678' },
);

/** Picks a patient by name, number or username, or by the id. */
export const patientLocator = picker(
	{ displayName: 'Patient', name: 'patientId', description: 'The patient concerned', required: true },
	{ list: 'searchPatients', example: '175074536120088' },
);

/** Picks an appointment of one week (of the day that is typed, else from yesterday on), or by the id. */
export const appointmentLocator = picker(
	{
		displayName: 'Appointment',
		name: 'appointmentId',
		description: 'The appointment concerned; the list shows one week, type a day such as 2027-01-15 for another',
		required: true,
	},
	{ list: 'searchAppointments', example: 'api-7b1c9e2f' },
);

/** Picks a case of the patient in `patientId`, or by the id. Its operation needs `patientLocator()` in front. */
export const caseLocator = picker(
	{ displayName: 'Case', name: 'caseId', description: 'The case concerned', required: true },
	{ list: 'searchCases', example: '5f0c1c9e-6f0d-4f5e-9a55-0d6a4f1f2b11' },
);

/** The switch between Eka Care's ids and the caller's own; it stands in front of the fields it shows. */
export function idsAreField(description: string): Field {
	return {
		displayName: 'IDs Are',
		name: 'idType',
		isSwitch: true,
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: "Eka Care's", value: 'eka', description: 'The IDs that Eka Care gave' },
			{ name: 'Our Own', value: 'partner', description: 'Your own IDs, as registered with Eka Care' },
		],
		default: 'eka',
		description,
		sends: choice(),
	};
}

/** For a field that belongs to Eka Care's ids, or to the caller's own. */
export const whenEka = { show: { idType: ['eka'] } };
export const whenPartner = { show: { idType: ['partner'] } };

/** The appointment an operation is about: by Eka Care's id, or by the caller's own. Read with `appointmentIn()`. */
export const APPOINTMENT_FIELDS: Field[] = [
	idsAreField('Whose ID names the appointment'),
	appointmentLocator({ displayOptions: whenEka }),
	idLocator(
		{
			displayName: 'Partner Appointment',
			name: 'partnerAppointmentId',
			description: 'Your own ID of the appointment, as given when it was booked',
			displayOptions: whenPartner,
			required: true,
		},
		'VISIT-2027-17',
	),
];

/** The id for the path and the query that says whose id it is; Eka Care's own ids go without one. */
export function appointmentIn({ idType, appointmentId, partnerAppointmentId }: IDataObject): {
	id: string;
	query: IDataObject;
} {
	if (idType !== 'partner') return { id: String(appointmentId ?? ''), query: {} };
	return { id: String(partnerAppointmentId ?? ''), query: { partner_id: 1 } };
}

/** The header that names the patient whose records a request is about; on all of `/mr/api`. */
export function patientHeader(patientId: unknown): IDataObject {
	return { 'X-Pt-Id': headerValue(patientId, 'Patient') };
}

/** The genders that Eka Care knows, on every record. */
export const GENDERS = [
	{ name: 'Female', value: 'F' },
	{ name: 'Male', value: 'M' },
	{ name: 'Other', value: 'O' },
];

/** Refuses a change that changes nothing, which Eka Care would refuse, too. */
export function assertChanges(body: IDataObject): void {
	if (Object.keys(body).length > 0) return;
	throw inputRefusal('Update Fields', 'is empty', 'Add at least one field to change.');
}

/** Fields of a collection in the order in which a person looks for them. */
export function byName(fields: Field[]): Field[] {
	return [...fields].sort((one, other) => one.displayName.localeCompare(other.displayName));
}

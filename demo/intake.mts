import { readFile } from 'node:fs/promises';
import axios from 'axios';
import { ekaCare, spry } from '../sandbox/seed.mts';
import { callerKey } from '../tools/credentials.mts';
import { makePdf } from './pdf.mts';

/** One patient of demo/intakes.json. */
export interface Intake {
	row: number;
	firstName: string;
	lastName: string;
	/** YYYY-MM-DD */
	dateOfBirth: string;
	sex: string;
	mobile: string;
	email: string;
	line1: string;
	city: string;
	state: string;
	postalCode: string;
	/** City of the clinic, which every vendor knows under an id of its own. */
	clinic: string;
	/** The practice's own number of the patient, known to Eka Care. */
	ekaPatient: string;
	complaint: string;
	specialization: string;
	visit: string;
	summary: string;
	/** Test, result with unit, reference range. */
	lab: Array<[string, string, string]>;
	expect: 'done' | 'refused';
	why?: string;
}

export interface IntakeIds {
	spryPatientId: number | null;
	spryCaseId: string | null;
	ekaAppointmentId: string | null;
	ekaCaseId: string | null;
	medMitraCaseId: string | null;
}

export interface IntakeResult extends IntakeIds {
	row: number;
	outcome: 'done' | 'refused';
	reason: string | null;
	/** The step that refused. */
	refusedBy: string | null;
	/** Whether Spry knew the person already. */
	spryPatientAlreadyExisted: boolean;
	/** From sending the form to the whole answer. */
	milliseconds: number;
	/** HTTP status of the answer; 0 = there was none. */
	status: number;
}

/** An intake with everything the web form adds: the vendors' ids and a free time with a doctor. */
export interface IntakeForm {
	row: number;
	fields: Record<string, string>;
	labReport: { fileName: string; content: Buffer };
}

const SLOT_MINUTES = 30;
const FIRST_SLOT_UTC = 14;
const UNKNOWN = { spryClinicId: 999_999, ekaClinicId: '000000000000000000000000' };

/** @param path of a JSON file with an array of intakes */
export async function readIntakes(path: string): Promise<Intake[]> {
	return JSON.parse(await readFile(path, 'utf8')) as Intake[];
}

/**
 * Fills in what a practice's form knows besides what the patient types: ids at each vendor and, for every patient, the
 * doctor's next half hour from tomorrow 14:00 UTC on, no two the same.
 * @param today the day before the appointments
 */
export function fillForms(intakes: Intake[], today = new Date()): IntakeForm[] {
	const taken = new Map<string, number>();
	return intakes.map((intake) => {
		const clinics = clinicIds(intake.clinic);
		const doctorId = doctorOf(clinics.ekaClinicId, intake.row);
		const slot = taken.get(doctorId) ?? 0;
		taken.set(doctorId, slot + 1);
		const { row, lab, expect: _expect, why: _why, clinic: _clinic, ekaPatient, ...typed } = intake;
		const patient = ekaCare.patients.find(({ partnerId }) => partnerId === ekaPatient);
		return {
			row,
			fields: {
				...typed,
				spryClinicId: String(clinics.spryClinicId),
				ekaClinicId: clinics.ekaClinicId,
				ekaDoctorId: doctorId,
				ekaPatientId: patient?.oid ?? ekaPatient,
				appointmentStart: slotTime(today, slot),
				appointmentEnd: slotTime(today, slot + 1),
			},
			labReport: { fileName: `lab-report-${row}.pdf`, content: makePdf(reportLines(intake, lab)) },
		};
	});
}

/**
 * Sends one form to the workflow, as a website does: multipart/form-data with the report as a file.
 * @param url of the webhook
 * @param timeout how long to wait for the answer, in milliseconds
 * @returns the outcome also when the answer is not the workflow's own; never throws
 */
export async function postIntake(url: string, form: IntakeForm, timeout = 180_000): Promise<IntakeResult> {
	const started = performance.now();
	let answer: { status: number; data: unknown };
	try {
		answer = await sendForm(url, form, timeout);
	} catch (error) {
		answer = { status: 0, data: { reason: `No answer from the workflow: ${(error as Error).message}` } };
	}
	return resultOf(form.row, answer, Math.round(performance.now() - started));
}

/**
 * Sends one form and gives the answer as it is, whatever its status.
 * @throws when there is none within `timeout` milliseconds
 */
export async function sendForm(
	url: string,
	form: IntakeForm,
	timeout = 180_000,
): Promise<{ status: number; data: unknown }> {
	const body = new FormData();
	for (const [name, value] of Object.entries(form.fields)) body.set(name, value);
	const { fileName, content } = form.labReport;
	body.set('labReport', new Blob([new Uint8Array(content)], { type: 'application/pdf' }), fileName);
	const headers = { [callerKey.name]: callerKey.value };
	return await axios.post(url, body, { headers, proxy: false, timeout, validateStatus: () => true });
}

/**
 * Sends all forms, a few at a time, in their order.
 * @returns the results in the order of the forms
 */
export async function postIntakes(
	url: string,
	forms: IntakeForm[],
	options: { concurrency: number; timeout?: number; onResult?: (result: IntakeResult) => void },
): Promise<IntakeResult[]> {
	const results: IntakeResult[] = [];
	const waiting = forms.entries();
	async function work(): Promise<void> {
		for (const [index, form] of waiting) {
			const result = await postIntake(url, form, options.timeout);
			results[index] = result;
			options.onResult?.(result);
		}
	}
	await Promise.all(Array.from({ length: options.concurrency }, work));
	return results;
}

function resultOf(row: number, answer: { status: number; data: unknown }, milliseconds: number): IntakeResult {
	const said = typeof answer.data === 'object' && answer.data !== null ? (answer.data as Partial<IntakeResult>) : {};
	const outcome = answer.status === 200 && said.outcome === 'done' ? 'done' : 'refused';
	const unexpected = `The workflow answered with status ${answer.status}`;
	return {
		row,
		outcome,
		spryPatientId: said.spryPatientId ?? null,
		spryCaseId: said.spryCaseId ?? null,
		ekaAppointmentId: said.ekaAppointmentId ?? null,
		ekaCaseId: said.ekaCaseId ?? null,
		medMitraCaseId: said.medMitraCaseId ?? null,
		reason: outcome === 'done' ? null : (said.reason ?? unexpected),
		refusedBy: said.refusedBy ?? null,
		spryPatientAlreadyExisted: said.spryPatientAlreadyExisted ?? false,
		milliseconds,
		status: answer.status,
	};
}

function clinicIds(city: string): { spryClinicId: number; ekaClinicId: string } {
	const atSpry = spry.clinics.find((clinic) => clinic.city === city);
	const atEka = ekaCare.clinics.find((clinic) => clinic.name.endsWith(city));
	return atSpry && atEka ? { spryClinicId: atSpry.id, ekaClinicId: atEka.id } : UNKNOWN;
}

function doctorOf(ekaClinicId: string, row: number): string {
	const there = ekaCare.doctors.filter((doctor) => doctor.clinicIds.includes(ekaClinicId));
	const doctors = there.length > 0 ? there : ekaCare.doctors;
	return doctors[row % doctors.length]?.id ?? '';
}

function slotTime(today: Date, slot: number): string {
	const start = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + 1, FIRST_SLOT_UTC);
	return new Date(start + slot * SLOT_MINUTES * 60_000).toISOString();
}

function reportLines(intake: Intake, lab: Intake['lab']): string[] {
	return [
		'Laboratory report (made up)',
		`Patient: ${intake.firstName} ${intake.lastName}, born ${intake.dateOfBirth}, ${intake.sex.toLowerCase()}`,
		`Reason: ${intake.complaint}`,
		'',
		...lab.map(([test, value, range]) => `${test}: ${value}   (reference: ${range})`),
	];
}

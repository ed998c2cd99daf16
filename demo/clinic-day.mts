/** A clinic's day at the three vendors without n8n: for pictures of the sandbox's page, and for its tests. */
import { join } from 'node:path';
import type { LaunchedSandbox, VendorName } from '../sandbox/client.mts';
import { ekaCare, medMitra } from '../sandbox/seed.mts';
import { projectRoot } from '../tools/command.mjs';
import { fillForms, readIntakes, type IntakeForm } from './intake.mts';

type Sandbox = Pick<LaunchedSandbox, VendorName | 'mintToken'>;

/** @returns a function that sends one signed-in request and resolves to what the vendor answered */
export async function signIn(sandbox: Sandbox, vendor: VendorName) {
	const { token } = await sandbox.mintToken(vendor);
	const eka: Record<string, string> = vendor === 'ekaCare' ? { auth: token, 'client-id': ekaCare.clientId } : {};
	return async (path: string, body: object, headers: Record<string, string> = {}): Promise<unknown> => {
		const isForm = body instanceof FormData;
		const response = await fetch(`${sandbox[vendor]}${path}`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${token}`,
				...eka,
				...(isForm ? {} : { 'content-type': 'application/json' }),
				...headers,
			},
			body: isForm ? body : JSON.stringify(body),
		});
		return await response.json();
	};
}

/** Takes the demo's patients in, in their order, as its workflow does; what a vendor refuses ends that one. */
export async function fillClinicDay(sandbox: Sandbox, today = new Date()): Promise<void> {
	const forms = fillForms(await readIntakes(join(projectRoot, 'demo', 'intakes.json')), today);
	const [spry, eka, med] = await Promise.all([
		signIn(sandbox, 'spry'),
		signIn(sandbox, 'ekaCare'),
		signIn(sandbox, 'medMitra'),
	]);
	for (const form of forms) await takeIn(form, { spry, eka, med });
}

type Send = Awaited<ReturnType<typeof signIn>>;

async function takeIn(
	{ row, fields, labReport }: IntakeForm,
	{ spry, eka, med }: Record<'spry' | 'eka' | 'med', Send>,
) {
	const patient = (await spry('/apis/v1/patient', {
		first_name: fields.firstName,
		last_name: fields.lastName,
		date_of_birth: fields.dateOfBirth,
		sex: fields.sex,
		clinic_id: Number(fields.spryClinicId),
	})) as { data: { patient_id: number } | null };
	if (!patient.data) return;
	await spry('/apis/soap-enrichment/v1/patientCase', {
		patient_id: patient.data.patient_id,
		case_title: fields.complaint,
		specialization: fields.specialization,
		clinic_id: Number(fields.spryClinicId),
	});
	const seconds = (time: string | undefined) => Date.parse(time ?? '') / 1000;
	const booked = (await eka('/dr/v1/appointment', {
		clinic_id: fields.ekaClinicId,
		doctor_id: fields.ekaDoctorId,
		patient_id: fields.ekaPatientId,
		appointment_details: {
			start_time: seconds(fields.appointmentStart),
			end_time: seconds(fields.appointmentEnd),
			mode: fields.visit,
		},
	})) as { appointment_id?: string };
	if (booked.appointment_id === undefined) return;
	const newCase = {
		id: `intake-${row}`,
		display_name: fields.complaint,
		occurred_at: seconds(fields.appointmentStart),
	};
	await eka(
		'/mr/api/v1/cases',
		{ ...newCase, type: 'OP', hi_type: 'OPConsultation' },
		{ 'x-pt-id': fields.ekaPatientId ?? '' },
	);
	const form = new FormData();
	form.set('user_id', medMitra.doctors[0]!.id);
	form.set('patient_name', `${fields.firstName} ${fields.lastName}`);
	form.set('patient_age', String(new Date().getUTCFullYear() - Number(fields.dateOfBirth?.slice(0, 4))));
	form.set('patient_gender', fields.sex === 'FEMALE' ? 'Female' : 'Male');
	form.set('case_summary', fields.summary ?? '');
	form.set(
		'lab_files',
		new Blob([new Uint8Array(labReport.content)], { type: 'application/pdf' }),
		labReport.fileName,
	);
	await med('/cases/create_case', form);
}

import { spry } from '../../sandbox/seed.mts';
import { useVendor, type Reply, type Sending, type VendorCalls } from './support.mts';

export type Fields = Record<string, unknown>;

export const PATHS = {
	patient: '/apis/v1/patient',
	case: '/apis/soap-enrichment/v1/patientCase',
	upload: '/apis/v1/file/upload/unsigned',
	document: '/apis/v1/patient-document',
	appointment: '/apis/v1/appointment',
	calendar: '/apis/v1/appointment/calendar/events',
	category: '/apis/v1/appointment/category',
	authorization: '/apis/soap-enrichment/v1/authorization',
	physician: '/apis/v2/referring-physician',
	doctor: '/v1/doctor',
	addStaff: '/v1/clinic/add-clinic-staff',
	updateStaff: '/v1/clinic/update-clinic-staff',
	block: '/v1/doctor-block',
	newNote: '/apis/hep/v2/soap-context',
	note: '/apis/v1/soap-context',
	subscription: '/api/v2/subscriptions',
} as const;

/** The patient who is there from the start. */
export const PATIENT_ID = spry.existingPatient.patient_id;

export interface SpryCalls extends VendorCalls {
	/** The `data` of a call that succeeds with code 2000; throws with the answer when it does not. */
	good<T = Fields>(path: string, json?: unknown, method?: string): Promise<T>;
	/** A new patient of clinic 101 and a case of theirs. */
	somebody(): Promise<{ patientId: number; caseId: string }>;
}

export const REFUSED = {
	status: 400,
	body: { code: 4000, data: null, message: expect.stringMatching(/\w/) as string },
};

export const envelopeOf = <T = Fields,>(reply: Reply) => reply.body as { code: number; data: T; message: string };

let people = 0;

export function useSpry(): SpryCalls {
	const calls = useVendor('spry');
	async function good<T = Fields>(path: string, json?: unknown, method?: string): Promise<T> {
		const sending: Sending = {
			...(json === undefined ? {} : { json }),
			...(method === undefined ? {} : { method }),
		};
		const reply = await calls.ask(path, sending);
		const { code, data } = envelopeOf<T>(reply);
		if (reply.status !== 200 || code !== 2000) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
		return data;
	}
	return {
		...calls,
		good,
		async somebody() {
			const person = { first_name: `Person ${++people}`, last_name: 'Fernsby', sex: 'MALE', clinic_id: 101 };
			const { patient_id } = await good(PATHS.patient, { ...person, date_of_birth: '1988-03-04' });
			const newCase = { patient_id, case_title: 'Knee', specialization: 'MSK' };
			const { spry_case_id } = await good(PATHS.case, newCase);
			return { patientId: Number(patient_id), caseId: String(spry_case_id) };
		},
	};
}

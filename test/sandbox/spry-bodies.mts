import { spry } from '../../sandbox/seed.mts';
import { PATHS, PATIENT_ID, type Fields } from './spry-support.mts';

/** Records of the known patient, made before the bodies are. */
export interface Records {
	caseId: string;
	/** A SOAP note. */
	context: string;
}

let serial = 0;
const icd = { id: spry.icdCodes[0]!.id, code: spry.icdCodes[0]!.code, description: 'as listed', revision: 'ICD10' };
const dates = (...names: string[]) => Object.fromEntries(names.map((name) => [name, '2026-02-03T08:00:00']));

/** A good request. */
export interface Body {
	path: string;
	full: Fields;
	/** Dotted paths. */
	required: string[];
}

const documentFields = (caseId: string) => ({
	...{ name: 'Referral letter', document_url: 'https://files.example/referral.pdf', document_type: 'Referral' },
	...{
		thumbnail_url: 'https://files.example/referral.png',
		document_category: 'MEDICAL_HISTORY',
		notes: 'two pages',
	},
	...{ spry_case_id: caseId, eligible_visit_count: 4, signature_status: 'COMPLETED', signed_by: 'Dr. Oakenshaw' },
	...dates('document_expiration_date', 'receipt_date', 'signed_at'),
});
const authorizationFields = () => ({
	...{ authorization_reference_number: 'PA-1', authorized_visit_count: 8, current_visit_count: 2 },
	...{ previous_consumed_visit_count: 1, phone_number: '6175550130', fax_number: '6175550131', comments: 'by phone' },
	...{ authorization_status: 'ACTIVE', icd_codes: [icd], cpt_code_authorization_details: [{}] },
	insurance_payer: {
		payer_reg_id: 3001,
		name: 'Harborlight',
		payer_id: 'H1',
		payer_type: 'MEDICARE',
		payer_state: 'MA',
	},
	...dates('plan_start_date', 'plan_end_date', 'effective_start_date', 'effective_end_date'),
});
const office = {
	...{ office_name: 'Main', address1: '3 Rope Walk', address2: '', city: 'Boston', state: 'MA', zip: '02110' },
	...{ fax_number: '6175550190', email: 'office@mail.example' },
};
const physicianFields = () => ({
	...{
		first_name: 'Petra',
		last_name: 'Wildgoose',
		org_id: spry.organisationId,
		middle_name: 'A',
		npi: '0123456789',
	},
	...{
		title: 'Dr.',
		degree: 'MD',
		speciality: 'Orthopedics',
		taxonomy_code: '207X00000X',
		phone_number: '617 555 0191',
	},
	...{ group_name: 'Ropewalk Group', office_address: [office] },
});
const doctorFields = () => ({
	...{ master_specialization: 'PHYSICAL_THERAPIST', first_name: 'Vida', last_name: 'Merrow', middle_name: 'K' },
	...{
		email: 'vida@mail.example',
		mobile: '6175550192',
		sex: 'FEMALE',
		date_of_birth: '1980-01-02',
		about: 'Knees.',
	},
	...{ qualifications: ['DPT'], services: ['PT'], specialities: ['MSK'], languages: ['ENGLISH'], awards: 'none' },
	experiences: [{ title: 'PT', organization: 'Harbor', start_date: '2010-01-01', end_date: '2012-01-01' }],
	...{ registration_number: 'R1', registration_body: 'MA', npi: '1999999968', color_code: '#A1B2C3' },
	...{ clinics: [{ clinic_id: 101 }], verified: true },
});
const blockFields = () => ({
	...{ starts_at: '2026-03-02T12:00:00', ends_at: '2026-03-02T13:00:00', block_reason: 'LUNCH', comments: 'closed' },
	...{ slot_start_time: '12:00', slot_end_time: '13:00', recurrence_frequency: 'WEEKLY', days_of_occurrence: [1] },
	interval_count: 1,
});
const person = {
	...{ first_name: 'Otto', last_name: 'Brimble', middle_name: 'J', email: 'otto@mail.example', mobile: '6175550193' },
	...{ sex: 'MALE', date_of_birth: '1985-05-06', photo_url: 'https://files.example/o.png', status: 'ACTIVE' },
};
const staffDoctor = {
	...{ master_specialization: 'PHYSICAL_THERAPIST', qualifications: ['DPT'], services: ['PT'], about: 'Hips.' },
	...{ registration_number: 'R2', npi: '1999999976', color_code: '#0A0B0C' },
};

/** A good request to everything that takes JSON, with every field. */
export const BODIES: Record<string, (records: Records) => Body> = {
	'a case update': ({ caseId }) => ({
		path: `${PATHS.case}/${caseId}`,
		full: {
			...{ case_title: 'Knee again', specialization: 'MSK', direct_access: true, icd_codes: [icd] },
			...{
				treating_icd_codes: [icd],
				number_of_past_visits_for_this_case: 1,
				treatment_start_date: '2026-01-05',
			},
			...{ date_of_injury: '2025-12-20', date_of_surgery: '2025-12-28', treatment_status: 'ACTIVE' },
			...{ payment_mode: 'SELF_PAY', frequency_and_duration: 'weekly', visit_track_required: false },
			...{ case_visit_limit: 3, body_pain_notes: 'left', affected_body_part_details: ['knee'] },
			referring_physician_details: { referring_physician_id: 4001, npi: 1999999901, city: 'Boston', zip: 10001 },
		},
		required: [],
	}),
	'a new document': ({ caseId }) => ({
		path: PATHS.document,
		full: { ...documentFields(caseId), patient_id: PATIENT_ID, bucket_name: 'us-phy-uploads' },
		required: ['patient_id', 'name', 'document_url', 'bucket_name'],
	}),
	'a new appointment': ({ caseId }) => ({
		path: PATHS.appointment,
		full: {
			...{ doctor_id: 601, patient_id: PATIENT_ID, clinic_id: 101, appointment_category: [201] },
			...{
				timestamp: 1_780_000_000,
				end_timestamp: 1_780_003_600,
				payment_mode: 'SELF_PAY',
				spry_case_id: caseId,
			},
			...{ tele_health_url: 'https://meet.example/1', comments: 'first', appointment_notes: 'bring shoes' },
		},
		required: [
			...[
				'doctor_id',
				'patient_id',
				'clinic_id',
				'appointment_category',
				'timestamp',
				'end_timestamp',
				'payment_mode',
			],
		],
	}),
	'a new authorization': ({ caseId }) => ({
		path: PATHS.authorization,
		full: {
			...{ ...authorizationFields(), spry_case_id: caseId, case_title: 'Knee', patient_id: PATIENT_ID },
			...{ organisation_id: spry.organisationId, clinic_id: 101 },
		},
		required: ['spry_case_id', 'authorization_reference_number'],
	}),
	'a new referring physician': () => ({
		path: PATHS.physician,
		full: physicianFields(),
		required: ['first_name', 'last_name', 'org_id'],
	}),
	'a referring physician update': () => ({ path: `${PATHS.physician}/4001`, full: physicianFields(), required: [] }),
	'a new doctor': () => ({
		path: PATHS.doctor,
		full: { ...doctorFields(), roles: ['DOCTOR'] },
		required: ['master_specialization'],
	}),
	'a doctor update': () => ({ path: `${PATHS.doctor}/602`, full: doctorFields(), required: [] }),
	'a new member of staff': () => ({
		path: PATHS.addStaff,
		full: {
			user_details: {
				...{ ...person, username: `otto.${++serial}`, password: 'Blank-Slate9', roles: ['DOCTOR'] },
				...{ clinic_id: 101, clinic_id_list: [101], doctor_type: 'HOME_DOCTOR', is_cosign_required: false },
			},
			doctor_details: {
				...{ ...staffDoctor, specialities: ['MSK'], registration_body: 'MA', clinics: [{ clinic_id: 101 }] },
			},
		},
		required: [
			...['user_details', 'doctor_details', 'doctor_details.master_specialization'],
			...['user_details.username', 'user_details.password', 'user_details.roles'],
		],
	}),
	'a staff update': () => ({
		path: `${PATHS.updateStaff}/${spry.userId}`,
		full: { update_user_dto: { ...person, roles: ['ADMIN'], user_selected_time_zone: 'America/New_York' } },
		required: [],
	}),
	'a new block': () => ({
		path: PATHS.block,
		full: { ...blockFields(), doctor_id: 601, clinic_id: 101, block_date: '2026-03-02', doctor_ids: [602] },
		required: ['doctor_id', 'clinic_id', 'starts_at', 'ends_at', 'days_of_occurrence'],
	}),
	'a new SOAP note': ({ caseId, context }) => ({
		path: PATHS.newNote,
		full: {
			...{ patient_id: PATIENT_ID, type: 'ADDENDUM', appointment_id: 0, category: 'MSK', spry_case_id: caseId },
			...{ attributes: { subType: 'X' }, parent: context, soap_without_appointment: true },
			data_carry_forward_from: context,
		},
		required: ['patient_id', 'type', 'parent'],
	}),
	'a new subscription': () => ({
		path: PATHS.subscription,
		full: {
			...{ name: 'n8n', event_types: ['case.created'], notification_url: 'http://127.0.0.1:9/never-there' },
			...{ api_version: '2026-06-11', is_active: false },
		},
		required: ['name', 'event_types', 'notification_url'],
	}),
};

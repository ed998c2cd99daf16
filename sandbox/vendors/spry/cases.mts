import { randomBytes } from 'node:crypto';
import { spry } from '../../seed.mts';
import { bodyOf, type Database } from '../../shared/db.mts';
import type { Operation } from '../../shared/vendor.mts';
import { refused, success } from './envelope.mts';
import { cardsOf } from './patients.mts';

export const CASE_TABLES = `
	CREATE TABLE IF NOT EXISTS spry_case (
		spry_case_id TEXT PRIMARY KEY,
		patient_id INTEGER NOT NULL,
		case_title TEXT NOT NULL,
		body TEXT NOT NULL
	);`;

type Rank = '' | 'secondary_' | 'tertiary_';
const RANKS: readonly Rank[] = ['', 'secondary_', 'tertiary_'];

interface Physician extends Record<string, unknown> {
	referring_physician_id: number;
}
interface IcdCode {
	id: number;
	code: string;
}
type NewCase = {
	patient_id: number;
	case_title: string;
	specialization: string;
	clinic_id?: number;
	treatment_status?: string;
	icd_codes?: IcdCode[];
	treating_icd_codes?: IcdCode[];
	insurance_card_list?: Array<{ insurance_card_id: number; insurance_number: string }>;
} & { [K in `${Rank}referring_physician_details`]?: Physician } & Record<string, unknown>;

/** The first id in a case that Spry has not issued, in words; undefined when all are good. */
function strangeId(db: Database, given: NewCase): string | undefined {
	const { patient_id, clinic_id, specialization } = given;
	if (!db.get('SELECT 1 FROM spry_patient WHERE patient_id = ?', patient_id))
		return `patient_id: no patient ${patient_id}`;
	if (!spry.specializations.includes(specialization)) return `specialization: ${specialization} is not enabled`;
	if (clinic_id !== undefined && !spry.clinics.some(({ id }) => id === clinic_id))
		return `clinic_id: no clinic ${clinic_id}`;
	for (const field of ['icd_codes', 'treating_icd_codes'] as const) {
		const wrong = given[field]?.find(
			({ id, code }) => !spry.icdCodes.some((icd) => icd.id === id && icd.code === code),
		);
		if (wrong) return `${field}: no ICD code with id ${wrong.id} and code ${wrong.code}`;
	}
	for (const rank of RANKS) {
		const id = given[`${rank}referring_physician_details`]?.referring_physician_id;
		if (id !== undefined && !spry.referringPhysicians.some((known) => known.id === id)) {
			return `${rank}referring_physician_details: no referring physician ${id}`;
		}
	}
	const cards = cardsOf(patient_id);
	const wrong = given.insurance_card_list?.find(
		(card) =>
			!cards.some(
				(known) =>
					known.insurance_card_id === card.insurance_card_id && known.insurance_number === card.insurance_number,
			),
	);
	return wrong && `insurance_card_list: card ${wrong.insurance_card_id} is not a card of patient ${patient_id}`;
}

/** A physician as Spry reads it back: another name for the id, text for the numbers. */
function physicianRead(given: Physician | undefined): Record<string, unknown> | null {
	if (!given) return null;
	const { referring_physician_id, ...rest } = given;
	const known = spry.referringPhysicians.find(({ id }) => id === referring_physician_id);
	const { id: _, ...directory } = known ?? { id: 0 };
	const texts = Object.entries(rest).map(([name, value]) => [name, String(value)]);
	return { ref_physician_id: referring_physician_id, ...directory, ...Object.fromEntries(texts) };
}

const BLANK_CASE = {
	affected_body_part_details: [],
	icd_codes: [],
	treating_icd_codes: [],
	insurance_card_list: [],
	number_of_past_visits_for_this_case: 0,
	treatment_start_date: null,
	date_of_injury: null,
	date_of_surgery: null,
	direct_access: false,
	payment_mode: null,
	frequency_and_duration: null,
	visit_track_required: false,
	case_visit_limit: 0,
	body_pain_notes: null,
};

function caseRead(given: NewCase): Record<string, unknown> & { spry_case_id: string } {
	const now = new Date().toISOString();
	const { patient_id, case_title, clinic_id: _, treatment_status = 'ACTIVE', ...rest } = given;
	const physicians = RANKS.map((rank) => {
		const field = `${rank}referring_physician_details` as const;
		return [field, physicianRead(given[field])];
	});
	return {
		...BLANK_CASE,
		...rest,
		...Object.fromEntries(physicians),
		// Two ids, and one is not the tail of the other.
		id: randomBytes(12).toString('hex'),
		spry_case_id: `SPRY_CASE_${randomBytes(12).toString('hex')}`,
		case_title,
		patient_id,
		treatment_status,
		patient_case_identifier: { patient_id, case_title, treatment_status },
		authorization_required: false,
		auth_required_status: 'AUTH_NOT_REQUIRED',
		created_at: now.slice(0, 19),
		updated_at: now.slice(0, 19),
		created_date: now,
		updated_date: now,
		organisation_id: spry.organisationId,
	};
}

export function caseOperations(db: Database): Record<string, Operation> {
	return {
		createCase({ body }) {
			const given = body as NewCase;
			const wrong = strangeId(db, given);
			if (wrong) return refused(wrong);
			const record = caseRead(given);
			const insert = 'INSERT INTO spry_case VALUES (?, ?, ?, ?)';
			db.run(insert, record.spry_case_id, given.patient_id, given.case_title, JSON.stringify(record));
			return success(record);
		},

		getCase({ params }) {
			const row = db.get('SELECT body FROM spry_case WHERE spry_case_id = ?', String(params.spry_case_id));
			return row ? success(bodyOf(row)) : refused('Case not found');
		},

		getSpecializations({ params, query, claims }) {
			if (Number(params.organisation_id) !== claims.organisation_id) return refused('Organisation not found');
			const size = query.size === undefined ? spry.specializations.length : Number(query.size);
			return success(spry.specializations.slice(0, size).map((category) => ({ category })));
		},
	};
}

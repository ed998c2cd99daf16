import { createHash } from 'node:crypto';
import { spry } from './seed.mts';
import { bodyOf, type Database } from '../../shared/db.mts';
import type { Operation } from '../../shared/vendor.mts';
import { refused, success } from './envelope.mts';
import { isClinic, patientOf, icdProblem, type KnownCase } from './known.mts';
import { cardsOf } from './patients.mts';
import { openPhysicians } from './physicians.mts';
import type { Tell } from './webhooks.mts';

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

/** What is wrong with the first unknown ID in a case; undefined when all are known. */
function idProblem(db: Database, given: Partial<NewCase>, patientId: number): string | undefined {
	const { clinic_id, specialization } = given;
	if (specialization !== undefined && !spry.specializations.includes(specialization))
		return `specialization: ${specialization} is not enabled`;
	if (clinic_id !== undefined && !isClinic(clinic_id)) return `clinic_id: no clinic ${clinic_id}`;
	for (const field of ['icd_codes', 'treating_icd_codes'] as const) {
		const wrong = icdProblem(given[field]);
		if (wrong) return `${field}: ${wrong}`;
	}
	const physicians = openPhysicians(db);
	for (const rank of RANKS) {
		const id = given[`${rank}referring_physician_details`]?.referring_physician_id;
		if (id !== undefined && !physicians.get(id)) {
			return `${rank}referring_physician_details: no referring physician ${id}`;
		}
	}
	const cards = cardsOf(patientId);
	const wrong = given.insurance_card_list?.find(
		(card) =>
			!cards.some(
				(known) =>
					known.insurance_card_id === card.insurance_card_id &&
					known.insurance_number === card.insurance_number,
			),
	);
	return wrong && `insurance_card_list: card ${wrong.insurance_card_id} is not a card of patient ${patientId}`;
}

/** A physician in an answer: the ID has another name, and numbers are text. */
function physicianRead(db: Database, given: Physician | undefined): Record<string, unknown> | null {
	if (!given) return null;
	const { referring_physician_id, ...rest } = given;
	const texts = Object.entries(rest).map(([name, value]) => [name, String(value)]);
	return {
		ref_physician_id: referring_physician_id,
		...listedAs(db, referring_physician_id),
		...Object.fromEntries(texts),
	};
}

/** A physician from the directory, with the address of the first office on the same level as in a case. */
function listedAs(db: Database, id: number): Record<string, unknown> {
	const known = openPhysicians(db).get(id);
	if (!known) return {};
	const { first_name, last_name, npi, phone_number, office_address } = known;
	const { address1, address2, city, state, zip, fax_number } = office_address[0] ?? {};
	return { first_name, last_name, npi, phone_number, fax_number, address1, address2, city, state, zip };
}

/** The physicians of a request as answers show them. */
function physiciansRead(db: Database, given: Partial<NewCase>): Record<string, unknown> {
	const named = RANKS.map((rank) => `${rank}referring_physician_details` as const).filter((field) => given[field]);
	return Object.fromEntries(named.map((field) => [field, physicianRead(db, given[field])]));
}

const BLANK_CASE = {
	referring_physician_details: null,
	secondary_referring_physician_details: null,
	tertiary_referring_physician_details: null,
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

/** Twelve bytes in hex: the same for the same case in every run, so that tests and examples can contain it. */
function caseHex(db: Database, what: string): string {
	const count = Number(db.get('SELECT COUNT(*) AS count FROM spry_case')?.count);
	return createHash('sha256').update(`${what} of case ${count}`).digest('hex').slice(0, 24);
}

function caseRead(db: Database, given: NewCase): Record<string, unknown> & { spry_case_id: string } {
	const now = new Date().toISOString();
	const { patient_id, case_title, clinic_id: _, treatment_status = 'ACTIVE', ...rest } = given;
	return {
		...BLANK_CASE,
		...rest,
		...physiciansRead(db, given),
		// Two IDs; neither can be made from the other.
		id: caseHex(db, 'record'),
		spry_case_id: `SPRY_CASE_${caseHex(db, 'number')}`,
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

/** The data of webhooks about a case; only the organisation is documented. */
function caseNews({ spry_case_id, patient_id }: { spry_case_id: string; patient_id: number }): Record<string, unknown> {
	return { organisation_id: spry.organisationId, spry_case_id, patient_id };
}

export function caseOperations(db: Database, tell: Tell): Record<string, Operation> {
	return {
		createCase({ body }) {
			const given = body as NewCase;
			const { patient_id, case_title } = given;
			if (!patientOf(db, patient_id)) return refused(`patient_id: no patient ${patient_id}`);
			const wrong = idProblem(db, given, patient_id);
			if (wrong) return refused(wrong);
			const record = caseRead(db, given);
			const insert = 'INSERT INTO spry_case VALUES (?, ?, ?, ?)';
			db.run(insert, record.spry_case_id, patient_id, case_title, JSON.stringify(record));
			tell('case.created', caseNews({ ...record, patient_id }));
			return success(record);
		},

		getCase({ params }) {
			const row = db.get('SELECT body FROM spry_case WHERE spry_case_id = ?', String(params.spry_case_id));
			return row ? success(bodyOf(row)) : refused('Case not found');
		},

		updateCase({ params, body }) {
			const row = db.get(
				'SELECT patient_id, body FROM spry_case WHERE spry_case_id = ?',
				String(params.spry_case_id),
			);
			if (!row) return refused('Case not found');
			const changes = body as Partial<NewCase>;
			const patient_id = Number(row.patient_id);
			const wrong = idProblem(db, changes, patient_id);
			if (wrong) return refused(wrong);
			const changed = { ...bodyOf<KnownCase>(row), ...changes, ...physiciansRead(db, changes) };
			const { case_title, treatment_status } = changed;
			const now = new Date().toISOString();
			const record = {
				...changed,
				patient_case_identifier: { patient_id, case_title, treatment_status },
				updated_at: now.slice(0, 19),
				updated_date: now,
			};
			const update = 'UPDATE spry_case SET case_title = ?, body = ? WHERE spry_case_id = ?';
			db.run(update, case_title, JSON.stringify(record), changed.spry_case_id);
			tell('case.updated', caseNews(record));
			return success(record);
		},

		getSpecializations({ params, query, claims }) {
			if (Number(params.organisation_id) !== claims.organisation_id) return refused('Organisation not found');
			const size = query.size === undefined ? spry.specializations.length : Number(query.size);
			return success(spry.specializations.slice(0, size).map((category) => ({ category })));
		},
	};
}

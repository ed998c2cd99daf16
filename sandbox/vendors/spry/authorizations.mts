import { randomBytes } from 'node:crypto';
import { spry } from './seed.mts';
import type { Database } from '../../shared/db.mts';
import type { Operation } from '../../shared/vendor.mts';
import { envelope, refused, success } from './envelope.mts';
import { caseOf, isClinic, patientOf, icdProblem } from './known.mts';
import { localNow } from './paging.mts';
import { openTable, tableOf } from './table.mts';

export const AUTHORIZATION_TABLES = tableOf('spry_authorization', 'authorization_id', 'TEXT');

interface Details extends Record<string, unknown> {
	authorization_reference_number: string;
	plan_start_date?: string | null;
	plan_end_date?: string | null;
	effective_start_date?: string | null;
	effective_end_date?: string | null;
	current_visit_count?: number | null;
	previous_consumed_visit_count?: number | null;
	icd_codes?: Array<{ id: number; code: string }>;
}
interface NewAuthorization extends Details {
	spry_case_id: string;
	case_title?: string;
	patient_id?: number;
	organisation_id?: number;
	clinic_id?: number;
}
interface Authorization extends Details {
	authorization_id: string;
	spry_case_id: string;
	patient_name: string;
}

const BLANK = {
	plan_start_date: null,
	plan_end_date: null,
	effective_start_date: null,
	effective_end_date: null,
	insurance_payer: null,
	authorized_visit_count: null,
	current_visit_count: null,
	previous_consumed_visit_count: null,
	phone_number: null,
	fax_number: null,
	comments: null,
	authorization_status: 'ACTIVE',
	icd_codes: [],
	cpt_code_authorization_details: [],
};

const visitsIn = ({ current_visit_count, previous_consumed_visit_count }: Details) => ({
	final_consumed_visit_count: (current_visit_count ?? 0) + (previous_consumed_visit_count ?? 0),
});

function detailsProblem(given: Details): string | undefined {
	const icd = icdProblem(given.icd_codes);
	if (icd) return `icd_codes: ${icd}`;
	const backwards = (['plan', 'effective'] as const).find((span) => {
		const [start, end] = [given[`${span}_start_date`], given[`${span}_end_date`]];
		return start && end && end < start;
	});
	return backwards && `${backwards}_end_date: must not be before ${backwards}_start_date`;
}

export function authorizationOperations(db: Database): Record<string, Operation> {
	const authorizations = openTable<string, Authorization>(db, 'spry_authorization', 'authorization_id');

	return {
		createAuthorization({ body }) {
			const given = body as NewAuthorization;
			const known = caseOf(db, given.spry_case_id);
			if (!known) return refused(`spry_case_id: no case ${given.spry_case_id}`);
			const { patient_id, case_title } = known;
			const { organisation_id = spry.organisationId, clinic_id = null } = given;
			if ((given.patient_id ?? patient_id) !== patient_id)
				return refused('patient_id: not the patient of the case');
			if (organisation_id !== spry.organisationId) return refused('organisation_id: unknown');
			if (clinic_id !== null && !isClinic(clinic_id)) return refused(`clinic_id: no clinic ${clinic_id}`);
			const wrong = detailsProblem(given);
			if (wrong) return refused(wrong);
			const now = new Date().toISOString();
			const record: Authorization = {
				...BLANK,
				clinic_id,
				case_title,
				...given,
				...visitsIn(given),
				authorization_id: `auth_${randomBytes(12).toString('hex')}`,
				patient_id,
				patient_name: patientOf(db, patient_id)?.record.name ?? '',
				organisation_id,
				created_at: now.slice(0, 19),
				updated_at: now.slice(0, 19),
				created_date: now,
			};
			return success(authorizations.put(record.authorization_id, record));
		},

		getAuthorization({ params }) {
			const known = authorizations.get(String(params.authorizationId));
			return known ? success(known) : refused('Authorization not found');
		},

		listAuthorizations({ query }) {
			// This endpoint refuses with HTTP 200.
			if (!caseOf(db, String(query.case_id))) return envelope(200, 4000, null, 'Case not found');
			return success(authorizations.list().filter(({ spry_case_id }) => spry_case_id === query.case_id));
		},

		searchAuthorizations({ query }) {
			const { patientName, authorizationReferenceNumber: number, organisationId = spry.organisationId } = query;
			if (organisationId !== spry.organisationId) return refused('organisationId: unknown');
			const name = String(patientName ?? '').toLowerCase();
			const fits = (one: Authorization) =>
				one.patient_name.toLowerCase().includes(name) &&
				(number === undefined || one.authorization_reference_number === number);
			return success(authorizations.list().filter(fits));
		},

		updateAuthorization({ params, body }) {
			const known = authorizations.get(String(params.authorizationId));
			if (!known) return refused('Authorization not found');
			const changed = { ...known, ...(body as Partial<Details>) };
			const wrong = detailsProblem(changed);
			if (wrong) return refused(wrong);
			const record = { ...changed, ...visitsIn(changed), updated_at: localNow() };
			return success(authorizations.put(known.authorization_id, record));
		},

		deleteAuthorization({ params }) {
			const known = authorizations.get(String(params.authorizationId));
			if (!known) return envelope(200, 4004, null, 'Authorization not found');
			authorizations.remove(known.authorization_id);
			return success(`Authorization ${known.authorization_id} deleted`);
		},
	};
}

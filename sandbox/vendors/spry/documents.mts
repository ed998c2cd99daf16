import { spry } from './seed.mts';
import type { Database } from '../../shared/db.mts';
import type { Call, Operation } from '../../shared/vendor.mts';
import { refused, success } from './envelope.mts';
import { patientOf, caseProblem } from './known.mts';
import { localNow, pageOf } from './paging.mts';
import { openNumberedTable, tableOf } from './table.mts';

export const DOCUMENT_TABLES = tableOf('spry_document', 'id', 'INTEGER');
const PAGE_SIZE = 5;

interface DocumentFields extends Record<string, unknown> {
	name: string;
	document_url: string;
	document_type?: string | null;
	document_category?: string | null;
	spry_case_id?: string | null;
	signature_status?: string | null;
}
interface NewDocument extends DocumentFields {
	patient_id: number;
	bucket_name: string;
	spry_case_id?: string;
}
interface PatientDocument extends DocumentFields {
	id: number;
	patient_id: number;
	created_at: string;
}

const BLANK = {
	thumbnail_url: null,
	document_type: null,
	document_category: null,
	spry_case_id: null,
	eligible_visit_count: null,
	notes: null,
	document_expiration_date: null,
	receipt_date: null,
	signature_status: null,
	signed_by: null,
	signed_at: null,
};

export function documentOperations(db: Database): Record<string, Operation> {
	const documents = openNumberedTable<PatientDocument>(db, 'spry_document', 'id');

	return {
		saveDocument({ body }) {
			const given = body as NewDocument;
			const { patient_id, spry_case_id, bucket_name, document_url } = given;
			if (!patientOf(db, patient_id)) return refused(`patient_id: no patient ${patient_id}`);
			if (!spry.buckets.includes(bucket_name)) return refused(`bucket_name: no bucket ${bucket_name}`);
			const wrong = caseProblem(db, spry_case_id, patient_id);
			if (wrong) return refused(wrong);
			const frame = { uploaded_by: spry.userId, unsigned_document_url: document_url, created_at: localNow() };
			return success(documents.add((id) => ({ ...BLANK, ...given, ...frame, id })));
		},

		listDocuments({ params, query }) {
			const patientId = Number(params.id);
			if (!patientOf(db, patientId)) return refused('Patient not found');
			const found = documents.list().filter((one) => one.patient_id === patientId && fits(one, query));
			const { sort_by = 'createdAt', sort = 'desc' } = query;
			const field = sort_by === 'createdAt' ? 'created_at' : String(sort_by);
			if (found.some((one) => !Object.hasOwn(one, field))) return refused(`sort_by: cannot sort by ${field}`);
			const rankOf = (one: PatientDocument) => String(one[field] ?? '');
			found.sort((one, other) => rankOf(one).localeCompare(rankOf(other)) || one.id - other.id);
			if (sort === 'desc') found.reverse();
			return success({ documents: pageOf(found, query, PAGE_SIZE).records });
		},

		updateDocument({ params, body }) {
			const known = documents.get(Number(params.id));
			if (!known) return refused('Document not found');
			const changes = body as Partial<NewDocument>;
			const wrong = caseProblem(db, changes.spry_case_id, known.patient_id);
			if (wrong) return refused(wrong);
			const urls = changes.document_url === undefined ? {} : { unsigned_document_url: changes.document_url };
			return success(documents.put(known.id, { ...known, ...changes, ...urls }));
		},
	};
}

function fits(one: PatientDocument, query: Call['query']): boolean {
	const isAmong = (wanted: unknown, value: unknown) => !Array.isArray(wanted) || wanted.includes(value);
	const name = String(query.document_name ?? '').toLowerCase();
	return (
		isAmong(query.document_category, one.document_category) &&
		isAmong(query.document_type, one.document_type) &&
		isAmong(query.signed, one.signature_status) &&
		isAmong(query.case_title, one.spry_case_id) &&
		one.name.toLowerCase().includes(name) &&
		one.created_at >= String(query.start ?? '') &&
		(query.end === undefined || one.created_at <= String(query.end))
	);
}

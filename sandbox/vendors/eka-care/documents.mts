import type { Answer, Call, House, Operation } from '../../shared/vendor.mts';
import {
	deleteDocument,
	documentOf,
	filesOf,
	findDocument,
	now,
	saveDocument,
	tagSet,
	type Document,
	type Files,
} from './document-store.mts';
import { caseError } from './errors.mts';
import { readToken, tokenAfter } from './paging.mts';
import { findPatient } from './patients.mts';
import { signedUrl } from './storage.mts';

const notFound = () => caseError(404, 'NOT_FOUND', 'Document not found');
const invalid = (message: string) => caseError(400, 'BAD_REQUEST', message);
const fhirBundle = () => Buffer.from(JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [] }));

interface Changes {
	dt?: string;
	ndhm?: boolean;
	oid?: string;
	dd_e?: number;
	tg?: string[];
	cases?: string[];
	metadata?: string;
}

function itemOf({ id, patientId, details }: Document): object {
	const { dt, dd_e = null, title = null, tg = [], cases = [], ndhm = false, uploaded_at } = details;
	const abha = ndhm ? { abha: { health_id: null, link_status: 'INITIATED' } } : {};
	const metadata = { thumbnail: null, document_date: dd_e, title, tags: tg, auto_tags: [], ...abha };
	const item = {
		document_id: id,
		document_type: dt,
		upload_date: uploaded_at,
		patient_id: patientId,
		cases,
		metadata,
	};
	return { record: { item } };
}

export function documentOperations(house: House, files: Files): Record<string, Operation> {
	const { db, settings } = house;

	const patientOf = ({ headers }: Call) => headers['x-pt-id'] ?? '';
	const ofPatient =
		(operation: (patientId: string, call: Call) => Answer): Operation =>
		(call) =>
			findPatient(db, 'oid', patientOf(call))
				? operation(patientOf(call), call)
				: invalid(`no patient ${patientOf(call)}`);
	/** Another patient's document counts as not found. */
	const ofDocument = (operation: (document: Document, call: Call) => Answer): Operation =>
		ofPatient((patientId, call) => {
			const document = findDocument(db, String(call.params.document_id));
			if (!document || document.isDeleted || document.patientId !== patientId) return notFound();
			return operation(document, call);
		});

	function list(patientId: string, { query, headers }: Call): Answer {
		// Apps get another format; only a request for JSON is sure to get JSON.
		if (!(headers.accept ?? '').includes('application/json')) return invalid('Accept must name application/json');
		const [afterTime, afterNumber] = readToken(query.offset);
		const rows = db.all(
			`SELECT * FROM eka_document WHERE patient_id = ? AND deleted = 0 AND updated_at > ?
				AND (updated_at, number) > (?, ?)
				AND EXISTS (SELECT 1 FROM eka_file f WHERE f.document_id = eka_document.document_id AND f.stored = 1)
				ORDER BY updated_at, number LIMIT ?`,
			...[patientId, Number(query.u_at__gt ?? -1), afterTime, afterNumber, settings.documentPageSize + 1],
		);
		const page = rows.slice(0, settings.documentPageSize);
		const next_token = rows.length > page.length ? tokenAfter(page.at(-1)!) : null;
		const items = page.map((row) => itemOf(documentOf(row)));
		return { status: 200, body: { items, next_token, source_refreshed_at: now() } };
	}

	function update(document: Document, { body }: Call): Answer {
		const { oid, tg, ...changes } = body as Changes;
		if (oid !== undefined && !findPatient(db, 'oid', oid)) return invalid(`no patient ${oid}`);
		const patientId = oid ?? document.patientId;
		const hasCase = "SELECT 1 FROM eka_case WHERE patient_id = ? AND id = ? AND status = 'A'";
		const problem = changes.cases?.find((id) => !db.get(hasCase, patientId, id));
		if (problem !== undefined) return invalid(`no case ${problem}`);
		const tags = tg === undefined ? {} : { tg: tagSet(tg) };
		saveDocument(db, { ...document, patientId, details: { ...document.details, ...changes, ...tags } });
		return { status: 200, body: {} };
	}

	/** Queued for the first half of the time, in progress for the second. */
	function statusOf({ isDeleted, parsingSince }: Document): string {
		if (isDeleted) return 'deleted';
		const elapsed = Date.now() - (parsingSince ?? 0);
		if (elapsed < settings.parsingMs / 2) return 'queued';
		if (elapsed < settings.parsingMs) return 'inprogress';
		return settings.parsingFails ? 'error' : 'completed';
	}

	return {
		listDocuments: ofPatient(list),

		getDocument: ofDocument(({ id, details }) => ({
			status: 200,
			body: {
				source: 'api',
				document_date_epoch: details.dd_e ?? null,
				document_type: details.dt,
				tags: details.tg ?? [],
				files: filesOf(db, id)
					.filter(({ isStored }) => isStored)
					.map(({ key, contentType }) => ({
						asset_url: signedUrl(house, key),
						file_type: contentType === 'application/pdf' ? 'PDF' : 'IMG',
					})),
				smart_report: { verified: [], unverified: [] },
			},
		})),

		updateDocument: ofDocument(update),

		deleteDocument: ofDocument(({ id }) => {
			deleteDocument(db, files, id);
			return { status: 200, body: {} };
		}),

		getParsingResult: ofPatient((patientId, { params }) => {
			const document = findDocument(db, String(params.document_id));
			const isOthers = document !== undefined && document.patientId !== null && document.patientId !== patientId;
			if (!document || isOthers || document.parsingSince === null) return notFound();
			const status = statusOf(document);
			const error = status === 'error' ? ['the document cannot be read'] : [];
			if (status !== 'completed') return { status: 200, body: { status, error, data: null } };
			const pii = document.details.tasks?.includes('pii') ? { pii: { name: 'Made-up Name' } } : {};
			const data = { fhir: fhirBundle().toString('base64'), output: { finding: 'Made-up reading' }, ...pii };
			return { status: 200, body: { status, error, data } };
		}),
	};
}

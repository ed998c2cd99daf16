import type { Answer, Call, House, Operation } from '../../shared/vendor.mts';
import { failed, idIn, isUuid, noUuid, timestamp } from './errors.mts';

/**
 * Routes that MedMitra has and that cannot work: they take numbers for cases that have UUIDs, and call functions that do
 * not exist or have other parameters. Only updating can be switched on.
 */
export function unfinishedOperations({ db, settings }: House): Record<string, Operation> {
	function updated(caseId: string, changes: Array<[string, string | number]>): Answer {
		if (!isUuid(caseId)) return failed(400, `Error updating case: ${noUuid(caseId)}`);
		if (changes.length === 0) return failed(400, 'No data provided for update');
		const columns = [...changes.map(([name]) => `${name} = ?`), 'updated_at = ?'].join(', ');
		const values = [...changes.map(([, value]) => value), timestamp(), caseId.toLowerCase()];
		db.run(`UPDATE med_mitra_case SET ${columns} WHERE case_id = ?`, ...values);
		const row = db.get('SELECT * FROM med_mitra_case WHERE case_id = ?', caseId.toLowerCase());
		if (!row) return failed(404, `Error updating case: Case with ID ${caseId} not found`);
		return { status: 200, body: { message: 'Case updated successfully', case: row } };
	}

	return {
		updateCase({ params, body }) {
			const changes = changesIn(body as Record<string, unknown>);
			if (settings.updateSupported) return updated(String(params.case_id), changes);
			// The code means to answer 400 but answers 500.
			if (changes.length === 0) return crash('400: No data provided for update');
			return crash(missing('update_case'));
		},
		deleteCase: () => crash(missing('delete_case')),
		analyzeCase({ body }) {
			const results = (body as { analysis_results?: string | null } | undefined)?.analysis_results;
			return crash(missing(results ? 'complete_case_analysis' : 'start_case_analysis'));
		},
		uploadFile: () => crash(WRONG_SIGNATURE),
		listFiles: () => crash(WRONG_SIGNATURE),
		deleteFile: () => crash(WRONG_SIGNATURE),
	};
}

/** True when the route needs a number and got something else. */
export function lacksNumber(call: Call, settings: House['settings']): boolean {
	if (call.operationId !== 'updateCase' || settings.updateSupported) return false;
	return !/^[+-]?\d+(\.0+)?$/.test(idIn(call));
}

/** Whether the age of an update is a text that is not a whole number. */
export function hasAgeInWords(body: unknown): boolean {
	const { patient_age } = (body ?? {}) as { patient_age?: unknown };
	return typeof patient_age === 'string' && !/^\s*[+-]?\d+\s*$/.test(patient_age);
}

const UPDATABLE = ['patient_name', 'patient_age', 'case_summary', 'status'];

/** Unknown fields and nulls are dropped, so no field can be cleared. */
function changesIn(body: Record<string, unknown>): Array<[string, string | number]> {
	const { patient_age: age } = body;
	const read = typeof age === 'string' ? { ...body, patient_age: Number(age) } : body;
	const entries = Object.entries(read) as Array<[string, string | number | null]>;
	return entries.filter((entry): entry is [string, string | number] => {
		return UPDATABLE.includes(entry[0]) && entry[1] !== null;
	});
}

const CLIENT = 'SupabaseCaseClient';
const WRONG_SIGNATURE = `${CLIENT}.get_case_by_id() got an unexpected keyword argument 'user_id'`;
const missing = (method: string) => `'${CLIENT}' object has no attribute '${method}'`;
const crash = (words: string) => failed(500, `Internal server error: ${words}`);

import { bodyOf } from '../../shared/db.mts';
import type { House, Operation } from '../../shared/vendor.mts';
import { isUuid } from './cases.mts';
import { failed } from './errors.mts';

const INVALID_UUID = (text: string) => `{'code': '22P02', 'message': 'invalid input syntax for type uuid: "${text}"'}`;

export function readOperations({ db }: House): Record<string, Operation> {
	return {
		getHealth: () => ({ status: 200, body: { message: 'MedMitra stand-in is running' } }),

		listCases({ query }) {
			const userId = String(query.user_id);
			if (!isUuid(userId)) return failed(400, `Error retrieving cases: ${INVALID_UUID(userId)}`);
			const newestFirst = 'SELECT * FROM med_mitra_case WHERE doctor_id = ? ORDER BY created_at DESC, id DESC';
			return { status: 200, body: { cases: db.all(newestFirst, userId) } };
		},

		/** 404 as long as there are no insights, whatever the reason. */
		getCase({ params }) {
			const caseId = String(params.case_id);
			const row = db.get('SELECT * FROM med_mitra_case WHERE case_id = ?', caseId);
			if (!row) return failed(404, `Error retrieving case: Case with ID ${caseId} not found`);
			const insight = db.get('SELECT * FROM med_mitra_insight WHERE case_id = ?', caseId);
			if (!insight) return failed(404, `Error retrieving AI insights: AI insights for case ${caseId} not found`);
			const { id, generated_at } = insight;
			const ai_insights = { id, case_id: caseId, generated_at, ...bodyOf<object>(insight) };
			const files = db.all('SELECT * FROM med_mitra_file WHERE case_id = ? ORDER BY id', caseId);
			return { status: 200, body: { case: row, files, ai_insights } };
		},

		getFile({ params }) {
			const row = db.get('SELECT * FROM med_mitra_file WHERE id = ?', Number(params.file_id));
			return row ? { status: 200, body: { file: row } } : failed(404, `File with ID ${params.file_id} not found`);
		},
	};
}

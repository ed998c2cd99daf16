import type { Row } from '../../shared/db.mts';
import type { House } from '../../shared/vendor.mts';
import { insightsOf, labText, readingOf } from './insights.mts';
import { timestamp } from './errors.mts';
import type { AnalysisOutcome } from './settings.mts';
import type { Storage } from './storage.mts';

/** The analyses that run after a create was answered. */
export interface AnalysisQueue {
	/** Starts the analysis of a case. It ends with insights, with the status failed, or never. */
	start(caseId: string): void;
	/** Resolves as soon as MedMitra can handle a request. */
	idle(): Promise<void>;
	/** Drops all running analyses. */
	clear(): void;
}

export function openAnalysisQueue({ db, settings, later }: House, storage: Storage): AnalysisQueue {
	const running = new Set<string>();
	let waiting: Array<() => void> = [];

	function ended(caseId: string): void {
		running.delete(caseId);
		if (running.size > 0) return;
		for (const goOn of waiting) goOn();
		waiting = [];
	}

	// A new status does not change updated_at.
	function setStatus(caseId: string, status: string): void {
		db.run('UPDATE med_mitra_case SET status = ? WHERE case_id = ?', status, caseId);
	}

	/** Reads the files one by one; false when an image cannot be read, an error that MedMitra does not catch. */
	function readFiles(files: Row[]): boolean {
		for (const file of files.filter(({ file_category }) => file_category === 'lab')) {
			// Files that are not PDFs get no text.
			if (!storage.beginning(file).includes('%PDF-')) continue;
			db.run('UPDATE med_mitra_file SET text_data = ? WHERE id = ?', labText(file), Number(file.id));
		}
		for (const file of files.filter(({ file_category }) => file_category === 'radiology')) {
			if (isDicom(file)) return false;
			const reading = readingOf(file, settings.readingStyle);
			db.run('UPDATE med_mitra_file SET ai_summary = ? WHERE id = ?', reading, Number(file.id));
		}
		return true;
	}

	/** The vision model gets the address of the file itself and cannot read DICOM. */
	function isDicom(file: Row): boolean {
		if (/dicom/i.test(String(file.file_type)) || /\.(dcm|dicom)$/i.test(String(file.file_name))) return true;
		return storage.beginning(file).subarray(128, 132).toString('latin1') === 'DICM';
	}

	/** The model wrote a list where an object is expected, or braces into a text that goes into the next prompt. */
	function isUnusable(files: Row[]): boolean {
		const hasPictures = files.some(({ file_category }) => file_category === 'radiology');
		return hasPictures && ['list', 'braces'].includes(settings.readingStyle);
	}

	function analyse(caseId: string, outcome: AnalysisOutcome): void {
		const row = db.get('SELECT * FROM med_mitra_case WHERE case_id = ?', caseId);
		if (!row) return;
		const files = db.all('SELECT * FROM med_mitra_file WHERE case_id = ? ORDER BY id', caseId);
		const areRead = readFiles(files);
		if (!areRead || outcome === 'stuck') return;
		if (outcome === 'failed' || isUnfit(row) || isUnusable(files)) return setStatus(caseId, 'failed');
		if (outcome !== 'unsaved') {
			const insert = 'INSERT INTO med_mitra_insight (case_id, generated_at, body) VALUES (?, ?, ?)';
			const now = timestamp();
			db.run(insert, caseId, now, JSON.stringify(insightsOf(row, files, now)));
		}
		if (settings.statusLagMs === 0) return setStatus(caseId, 'completed');
		later(settings.statusLagMs, () => setStatus(caseId, 'completed'));
	}

	return {
		start(caseId) {
			const { analysisMs, analysisOutcome } = settings;
			running.add(caseId);
			later(analysisMs, () => {
				analyse(caseId, analysisOutcome);
				ended(caseId);
			});
		},
		async idle() {
			if (!settings.analysisBlocks || running.size === 0) return;
			await new Promise<void>((resolve) => waiting.push(resolve));
		},
		clear() {
			for (const caseId of [...running]) ended(caseId);
		},
	};
}

/** No summary, or braces that a prompt template takes for its own: the analysis breaks. */
function isUnfit({ patient_name, patient_gender, case_summary }: Row): boolean {
	return typeof case_summary !== 'string' || /[{}]/.test(`${patient_name}${patient_gender}${case_summary}`);
}

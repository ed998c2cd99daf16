import { choice, count, onOff, text, type SettingsOf } from '../../shared/settings.mts';

/** What can be changed at MedMitra's stand-in while it runs. */
export const settings = {
	analysisMs: count('Time for an analysis (ms)', { initial: 50 }),
	/** For analyses that begin from now on. */
	analysisOutcome: choice('Result of new analyses', {
		// Without a summary or with braces it fails, on a DICOM file it gets stuck, otherwise it completes.
		auto: 'Depends on the case',
		failed: 'It fails',
		stuck: 'It never ends',
		unsaved: 'Completed, but the insights are lost',
	}),
	statusLagMs: count('Delay of the new status (ms)', {
		help: 'The insights are there and the status is still processing',
	}),
	analysisBlocks: onOff('No answers during an analysis'),
	readingStyle: choice('Reading of a radiology image', {
		json: 'JSON',
		fenced: 'JSON with text around it',
		words: 'Text only',
		list: 'A JSON list (the analysis fails)',
		braces: 'Text with curly braces (the analysis fails)',
	}),
	updateSupported: onOff('Updating a case works', { help: 'MedMitra’s own server cannot do it' }),
	emptyFieldsAreMissing: onOff('Empty form fields count as missing', {
		help: 'As in newer versions of its framework',
	}),
	databaseDown: onOff('Database cannot be reached'),
	databaseProxyError: onOff('Database proxy answers “Not Found”', {
		help: 'An outage that looks like a case that does not exist',
	}),
	lostInsertAnswers: count('Cases saved but reported as failed', {
		help: 'This many new cases are saved and then answered with status 400',
	}),
	interruptedCreates: count('Cases saved without files or analysis', {
		help: 'This many times the server stops after saving the case; there is no answer',
	}),
	maxListedCases: count('Longest list of cases', { min: 1, initial: 1000 }),
	storageLimitBytes: count('Largest file (bytes)', { initial: 50 * 1024 * 1024 }),
	storageUrl: text('Address of the file storage', {
		...{ pattern: 'https?://[^/]+(/[^/]+)*', help: 'Leave empty to use the address of the request' },
	}),
	gatewayJwtRequired: onOff('A gateway asks for a token', { help: 'MedMitra itself checks no token' }),
	refusedFileName: text('Name of a file that the storage refuses', { help: 'The case stays, without this file' }),
};

export type AnalysisOutcome = SettingsOf<typeof settings>['analysisOutcome'];
export type ReadingStyle = SettingsOf<typeof settings>['readingStyle'];

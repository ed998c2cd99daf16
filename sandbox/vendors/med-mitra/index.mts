import { medMitra } from './seed.mts';
import { bearerOf, openTokenIssuer } from '../../shared/tokens.mts';
import type { Answer, Arrival, Call, House, Operation, StandIn, VendorParts } from '../../shared/vendor.mts';
import type { Problem } from '../../types.mts';
import { openAnalysisQueue } from './analysis.mts';
import { CASE_TABLES, caseOperations } from './cases.mts';
import { failed, invalid, proxyPage } from './errors.mts';
import { isStorageOperation, openStorage, STORAGE_TABLES, storageOperations, storageRefusal } from './storage.mts';
import { hasAgeInWords, lacksNumber, unfinishedOperations } from './unfinished.mts';
import { views } from './views.mts';

const MOST_TEXT_BYTES = 1024 * 1024;

const isMultipart = ({ headers }: Call) => /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');

/** A text of a form that its framework does not read to the end. */
function tooLongPart({ parts }: Call): Answer | undefined {
	const isTooLong = parts.some(({ filename, content }) => filename === null && content.length > MOST_TEXT_BYTES);
	return isTooLong ? failed(400, 'Part exceeded maximum size of 1024KB.') : undefined;
}

/** What MedMitra was about when its database could not be reached. */
const ERRANDS: Record<string, string> = {
	createCase: 'creating case',
	listCases: 'retrieving cases',
	getCase: 'retrieving case',
	getFile: 'retrieving file',
};
/** Paths, without a last slash, that MedMitra has. */
const PATHS = /^\/cases\/(create_case|all_cases|upload|(cases|analyze|files?)\/[^/]+)$/;

function create(house: House): VendorParts {
	const { db, settings } = house;
	const tokens = openTokenIssuer(db, 'med-mitra-gateway', medMitra.signingSecret);
	db.script(CASE_TABLES + STORAGE_TABLES);
	const storage = openStorage(house);
	const analyses = openAnalysisQueue(house, storage);

	/** What is wrong with a request only because of how this server is set up. */
	function furtherProblems(call: Call): Problem[] {
		const noInteger = { keyword: 'type', message: 'must be integer' };
		if (call.operationId === 'updateCase') {
			return [
				...(lacksNumber(call, settings) ? [{ in: 'path' as const, path: '/case_id', ...noInteger }] : []),
				...(hasAgeInWords(call.body) ? [{ in: 'body' as const, path: '/patient_age', ...noInteger }] : []),
			];
		}
		// The check of the contract never asks for a file, even a required one.
		if (call.operationId === 'uploadFile' && !call.parts.some(({ name }) => name === 'file')) {
			return [{ in: 'body', path: '/file', keyword: 'required', message: 'is required' }];
		}
		if (call.operationId !== 'createCase' || !settings.emptyFieldsAreMissing) return [];
		return Object.entries(call.body as object)
			.filter(([name, value]) => name !== 'case_summary' && value === '')
			.map(([name]) => ({ in: 'body', path: `/${name}`, keyword: 'required', message: 'is required' }));
	}

	function inState(operation: Operation): Operation {
		return async (call) => {
			await analyses.idle();
			const tooLong = tooLongPart(call);
			if (tooLong) return tooLong;
			const problems = furtherProblems(call);
			if (problems.length > 0) return invalid(call, problems);
			const errand = ERRANDS[call.operationId];
			if (settings.databaseDown && errand) return failed(400, `Error ${errand}: [Errno 111] Connection refused`);
			if (settings.databaseProxyError && errand) {
				// The routes that read one record take the words "not found" for a record that does not exist.
				const status = ['getCase', 'getFile'].includes(call.operationId) ? 404 : 400;
				return failed(status, `Error ${errand}: ${proxyPage}`);
			}
			return await operation(call);
		};
	}

	const operations: Record<string, Operation> = {
		getHealth: () => ({ status: 200, body: { message: 'MedMitra stand-in is running' } }),
		...caseOperations(house, { storage, analyses }),
		...unfinishedOperations(house),
	};

	return {
		tokens,
		/** A new server has no cases. */
		seed: () => analyses.clear(),
		mintClaims: () => ({ sub: 'carechain-demo' }),

		/** MedMitra ignores tokens; a gateway in front may check them. The storage is behind neither. */
		async authorise({ operationId, headers }) {
			if (!settings.gatewayJwtRequired || isStorageOperation(operationId)) return null;
			const token = bearerOf(headers.authorization);
			if (token && (await tokens.read(token))) return null;
			return { status: 401, body: { message: 'Unauthorized' }, headers: { 'www-authenticate': 'Bearer' } };
		},

		refuse(call, problems) {
			if (isStorageOperation(call.operationId))
				return storageRefusal(400, 400, 'InvalidRequest', 'Invalid request');
			const unreadable = problems.find(({ keyword }) => keyword === 'parse');
			if (unreadable?.in === 'body' && isMultipart(call))
				return failed(400, 'There was an error parsing the body');
			const tooLong = tooLongPart(call);
			if (tooLong) return tooLong;
			return invalid(call, unreadable ? [unreadable] : [...furtherProblems(call), ...problems]);
		},

		trouble(status, operationId, words) {
			if (isStorageOperation(operationId)) return storageRefusal(status, status, 'error', words);
			// MedMitra itself never answers with these; a gateway in front does.
			if ([401, 403, 408, 429, 503].includes(status)) return { status, body: { message: words } };
			if (status !== 422) return failed(status, words);
			const detail = [
				{ type: 'value_error', loc: ['body', 'patient_name'], msg: `Value error, ${words}`, input: words },
			];
			return { status, body: { detail } };
		},

		outside: (status, arrival) => outside(status, arrival),

		operations: {
			...Object.fromEntries(Object.entries(operations).map(([id, operation]) => [id, inState(operation)])),
			...storageOperations(house),
		},
	};
}

function outside(status: 404 | 405 | 413 | 500, { path, search }: Pick<Arrival, 'path' | 'search'>): Answer {
	// A path with an extra slash at the end is redirected; method and body are kept.
	const trimmed = path.replace(/\/+$/, '');
	if (status === 404 && trimmed !== path && PATHS.test(trimmed)) {
		return { status: 307, headers: { location: trimmed + (search ? `?${search}` : '') } };
	}
	const details = {
		404: 'Not Found',
		405: 'Method Not Allowed',
		413: 'Content Too Large',
		500: 'Internal server error',
	};
	return failed(status, details[status]);
}

export const standIn: StandIn = { title: 'MedMitra', views, create };

import { ekaCare } from '../../seed.mts';
import { bearerOf, openTokenDesk } from '../../shared/tokens.mts';
import { inWords, type Call, type House, type Vendor } from '../../shared/vendor.mts';
import { APPOINTMENT_TABLES, appointmentOperations } from './appointments.mts';
import { CASE_TABLES, caseOperations } from './cases.mts';
import { caseError, cdrError, drError, gatewayError, signInError, wrappedError } from './errors.mts';
import { PATIENT_TABLES, seedPatients } from './patients.mts';
import { accessClaims, SIGN_IN_TABLES, signInOperations } from './sign-in.mts';
import { workspaceOperations } from './workspace.mts';

/** Which of the error shapes an operation speaks. */
type Family = 'signIn' | 'cdr' | 'entities' | 'dr' | 'cases';

function familyOf(operationId: string): Family {
	if (operationId === 'login' || operationId === 'refreshToken') return 'signIn';
	if (operationId === 'getBusinessInfo') return 'cdr';
	if (operationId === 'getEntities') return 'entities';
	return operationId.endsWith('Appointment') ? 'dr' : 'cases';
}

export function createEkaCare(house: House): Vendor {
	const { db } = house;
	const tokens = openTokenDesk(db, 'eka-care-sandbox', ekaCare.signingSecret);
	db.script(PATIENT_TABLES + APPOINTMENT_TABLES + CASE_TABLES + SIGN_IN_TABLES);

	/** Bearer everywhere; `/dr` and `/cdr` were documented with the bare token in `auth` and want that besides. */
	async function admits({ headers, operationId }: Call): Promise<Call['claims'] | undefined> {
		const token = bearerOf(headers.authorization);
		const claims = token ? await tokens.read(token, { allowExpired: operationId === 'refreshToken' }) : undefined;
		if (!claims || (headers['client-id'] && headers['client-id'] !== claims['c-id'])) return undefined;
		const family = familyOf(operationId);
		if (family === 'signIn' || family === 'cases') return claims;
		return headers.auth && (await tokens.read(headers.auth)) ? claims : undefined;
	}

	return {
		name: 'ekaCare',
		contract: new URL('../../contracts/eka-care.yaml', import.meta.url),
		tokens,
		seed: () => seedPatients(db),
		mintClaims: accessClaims,

		async authorise(call) {
			if (call.operationId === 'login') return null;
			const claims = await admits(call);
			if (claims) {
				call.claims = claims;
				return null;
			}
			const family = familyOf(call.operationId);
			if (family === 'signIn') return signInError(401, 'Unauthorized');
			return family === 'cases' ? caseError(401, 'UNAUTHORIZED', 'Unauthorized') : gatewayError(401, 'Unauthorized');
		},

		refuse({ operationId }, problems) {
			const message = inWords(problems);
			const family = familyOf(operationId);
			if (family === 'signIn') return signInError(400, message);
			if (family === 'cdr') return cdrError(400, message);
			if (family === 'entities') return wrappedError(400, 'INVALID_REQUEST_PARAMETERS', message);
			if (family === 'cases') return caseError(400, 'BAD_REQUEST', message);
			return drError(400, 'INVALID_REQUEST_PARAMETERS', message);
		},

		trouble(status, operationId, words) {
			const family = familyOf(operationId);
			if (family === 'signIn') return signInError(status, words);
			if ([401, 403, 408, 429, 503].includes(status)) return gatewayError(status, words);
			if (family === 'cdr') return cdrError(status, words);
			if (family === 'entities') return wrappedError(status, 'SOMETHING_WENT_WRONG', words);
			if (family === 'cases') return caseError(status, 'SOMETHING_WENT_WRONG', words);
			return drError(status, 'SOMETHING_WENT_WRONG', words);
		},

		outside: (status, { method, path }) => gatewayError(status, `${method} ${path} is not served`),

		operations: {
			...signInOperations(house, tokens),
			...workspaceOperations(),
			...appointmentOperations(db),
			...caseOperations(house),
		},
	};
}

import { spry } from '../../seed.mts';
import { bearerOf, openTokenDesk } from '../../shared/tokens.mts';
import { inWords, type House, type Vendor } from '../../shared/vendor.mts';
import { CASE_TABLES, caseOperations } from './cases.mts';
import { envelope, refused } from './envelope.mts';
import { metadataOperations } from './metadata.mts';
import { PATIENT_TABLES, patientOperations, seedPatient } from './patients.mts';
import { accessClaims, oauthError, oauthRefusal, tokenOperations } from './token.mts';

export function createSpry(house: House): Vendor {
	const { db } = house;
	const tokens = openTokenDesk(db, 'spry-sandbox', spry.signingSecret);
	db.script(PATIENT_TABLES + CASE_TABLES);

	return {
		name: 'spry',
		contract: new URL('../../contracts/spry.yaml', import.meta.url),
		tokens,
		seed: () => seedPatient(db),
		mintClaims: accessClaims,

		async authorise(call) {
			if (call.operationId === 'createToken') return null;
			const token = bearerOf(call.headers.authorization);
			const claims = token ? await tokens.read(token) : undefined;
			// Spry publishes no body for this; only the status is to be relied on.
			if (!claims) return envelope(401, 401, null, 'Unauthorized');
			call.claims = claims;
			return null;
		},

		refuse({ operationId }, problems) {
			const message = inWords(problems);
			if (operationId === 'createToken') return oauthRefusal(problems);
			// Creating a patient reports even a refusal with HTTP 200.
			if (operationId === 'createPatient') return envelope(200, 4000, null, message);
			return refused(message);
		},

		trouble(status, operationId, words) {
			// What Spry says besides 2000 and 4000 is known of no page; a gateway in front repeats the status.
			const isSprys = status < 500 && ![401, 403, 408, 429].includes(status);
			if (operationId === 'createToken' && (isSprys || status === 401)) {
				return oauthError(status, status === 401 ? 'invalid_client' : 'invalid_request', words);
			}
			return envelope(status, isSprys ? 4000 : status, null, words);
		},

		outside: (status, { method, path }) => envelope(status, status, null, `${method} ${path} is not served`),

		operations: {
			...tokenOperations(house, tokens),
			...patientOperations(db),
			...caseOperations(db),
			...metadataOperations(),
		},
	};
}

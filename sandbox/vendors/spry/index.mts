import { spry } from '../../seed.mts';
import { bearerOf, openTokenDesk } from '../../shared/tokens.mts';
import { inWords, type House, type Vendor } from '../../shared/vendor.mts';
import { frontDesk } from './acts.mts';
import { APPOINTMENT_TABLES, appointmentOperations } from './appointments.mts';
import { AUTHORIZATION_TABLES, authorizationOperations } from './authorizations.mts';
import { BLOCK_TABLES, blockOperations } from './blocks.mts';
import { CASE_TABLES, caseOperations } from './cases.mts';
import { DOCTOR_TABLES, doctorOperations, seedDoctors } from './doctors.mts';
import { DOCUMENT_TABLES, documentOperations } from './documents.mts';
import { envelope, refused } from './envelope.mts';
import { FILE_TABLES, fileOperations } from './files.mts';
import { metadataOperations } from './metadata.mts';
import { NOTE_TABLES, noteOperations, seedNotes } from './notes.mts';
import { PATIENT_TABLES, patientOperations, seedPatient } from './patients.mts';
import { PHYSICIAN_TABLES, physicianOperations, seedPhysicians } from './physicians.mts';
import { seedUsers, STAFF_TABLES, staffOperations } from './staff.mts';
import { accessClaims, oauthError, oauthRefusal, tokenOperations } from './token.mts';
import { openSpryWebhooks, WEBHOOK_TABLES, webhookOperations, type Tell } from './webhooks.mts';

const TABLES = [
	...[PATIENT_TABLES, CASE_TABLES, FILE_TABLES, DOCUMENT_TABLES, APPOINTMENT_TABLES, AUTHORIZATION_TABLES],
	...[PHYSICIAN_TABLES, DOCTOR_TABLES, STAFF_TABLES, BLOCK_TABLES, NOTE_TABLES, WEBHOOK_TABLES],
].join('');
/** Operations that ask nobody who they are. */
const OPEN = ['createToken', 'readPublicFile'];
/** Operations that report even a refusal with HTTP 200. */
const ALWAYS_200 = ['createPatient', 'listAuthorizations'];

export function createSpry(house: House): Vendor {
	const { db } = house;
	const tokens = openTokenDesk(db, 'spry-sandbox', spry.signingSecret);
	db.script(TABLES);
	const webhooks = openSpryWebhooks(house);
	const tell: Tell = (event, data) => webhooks.emit(event, data);

	return {
		name: 'spry',
		contract: new URL('../../contracts/spry.yaml', import.meta.url),
		tokens,
		seed() {
			for (const seed of [seedPatient, seedPhysicians, seedDoctors, seedUsers, seedNotes]) seed(db);
		},
		mintClaims: accessClaims,

		async authorise(call) {
			if (OPEN.includes(call.operationId)) return null;
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
			if (ALWAYS_200.includes(operationId)) return envelope(200, 4000, null, message);
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
			...patientOperations(db, tell),
			...fileOperations(db),
			...documentOperations(db),
			...appointmentOperations(db, tell),
			...caseOperations(db, tell),
			...authorizationOperations(db),
			...metadataOperations(),
			...physicianOperations(db),
			...doctorOperations(db),
			...staffOperations(db),
			...blockOperations(db),
			...noteOperations(db),
			...webhookOperations(house, webhooks),
		},
		webhooks,
		acts: frontDesk(db, tell),
	};
}

import { ekaCare } from './seed.mts';
import { bearerOf, openTokenIssuer } from '../../shared/tokens.mts';
import type { Call, House, StandIn, VendorParts } from '../../shared/vendor.mts';
import { appointmentChanges } from './appointment-changes.mts';
import { APPOINTMENT_TABLES } from './appointment-store.mts';
import { appointmentOperations } from './appointments.mts';
import { CASE_TABLES, caseOperations } from './cases.mts';
import { DIRECTORY_TABLES, seedDirectory } from './directory.mts';
import { DOCUMENT_TABLES, type Files } from './document-store.mts';
import { documentOperations } from './documents.mts';
import { gatewayError, SHAPES } from './errors.mts';
import { failure, familyOf, refusal, unauthorised, wantsRawToken } from './families.mts';
import { onboardingOperations } from './onboarding.mts';
import { PATIENT_TABLES, seedPatients } from './patients.mts';
import { prescriptionOperations } from './prescriptions.mts';
import { profileOperations } from './profiles.mts';
import { accessClaims, SIGN_IN_TABLES, signInOperations } from './sign-in.mts';
import { slotOperations } from './slots.mts';
import { isAtStorage, refuseTokens, storageOperations } from './storage.mts';
import { uploadOperations } from './uploads.mts';
import { openWebhookDesk, WEBHOOK_TABLES, webhookOperations } from './webhooks.mts';
import { workspaceOperations } from './workspace.mts';
import { calendar, views } from './views.mts';

const TABLES = [
	...[PATIENT_TABLES, DIRECTORY_TABLES, APPOINTMENT_TABLES, CASE_TABLES, DOCUMENT_TABLES],
	...[WEBHOOK_TABLES, SIGN_IN_TABLES],
].join('');

/** Errors with these statuses come from the gateway in front. */
const OF_THE_GATEWAY = [401, 403, 408, 429, 503];

function create(house: House): VendorParts {
	const { db, settings } = house;
	const tokens = openTokenIssuer(db, 'eka-care-sandbox', ekaCare.signingSecret);
	const files: Files = new Map();
	const webhooks = openWebhookDesk(house);
	db.script(TABLES);

	/** A bearer token everywhere; `/dr` and `/cdr` are documented with the bare token in `auth` and need both. */
	async function admits({ headers, operationId }: Call): Promise<Call['claims'] | undefined> {
		const token = bearerOf(headers.authorization);
		const claims = token ? await tokens.read(token, { allowExpired: operationId === 'refreshToken' }) : undefined;
		if (!claims || (headers['client-id'] && headers['client-id'] !== claims['c-id'])) return undefined;
		if (!wantsRawToken(familyOf(operationId))) return claims;
		return headers.auth && (await tokens.read(headers.auth)) ? claims : undefined;
	}

	return {
		tokens,
		webhooks,
		keepsFiles: true,
		seed() {
			files.clear();
			seedDirectory(db);
			seedPatients(db);
		},
		mintClaims: accessClaims,

		async authorise(call) {
			const { operationId, arrival } = call;
			const family = familyOf(operationId);
			if (family === 'storage') return refuseTokens(arrival) ?? null;
			if (operationId === 'login') return null;
			const claims = await admits(call);
			if (!claims) return unauthorised(family);
			call.claims = claims;
			return null;
		},

		refuse: ({ operationId }, problems) => refusal(familyOf(operationId), problems),

		trouble(status, operationId, words) {
			const family = familyOf(operationId);
			const code = 'SOMETHING_WENT_WRONG';
			const shape = SHAPES[settings.errorShape];
			if (shape) return shape(status, code, words);
			const isGateway = family !== 'signIn' && family !== 'storage' && OF_THE_GATEWAY.includes(status);
			return isGateway ? gatewayError(status, words) : failure(family, status, code, words);
		},

		isElsewhere: (operationId, arrival) => isAtStorage(house, arrival) !== (familyOf(operationId) === 'storage'),

		outside: (status, { method, path }) => gatewayError(status, `${method} ${path} is not served`),

		operations: {
			...signInOperations(house, tokens),
			...workspaceOperations(db),
			...onboardingOperations(db),
			...profileOperations(db),
			...slotOperations(db),
			...appointmentOperations(house, webhooks),
			...appointmentChanges(house, webhooks),
			...caseOperations(house),
			...uploadOperations(house, files),
			...documentOperations(house, files),
			...storageOperations(house, files),
			...prescriptionOperations(db),
			...webhookOperations(house),
		},
	};
}

export const standIn: StandIn = { title: 'Eka Care', views, calendar, create };

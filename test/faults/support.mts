import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';

import type { RecordedRequest } from '../../sandbox/types.mts';
import { openClinic, type Clinic, type RunChanges } from '../support/clinic.mts';
import type { RunResult } from '../support/engine.mts';
import { serialise } from '../support/engine/serialise.mts';
import { builtOperation, operationCases, type BuiltOperation } from '../support/operations.mts';
import { partnerIdOf } from '../support/operations/eka-state.mts';
import { ekaAppointmentBook } from '../support/operations/eka-appointment-book.mts';
import { ekaCaseCreate } from '../support/operations/eka-case-create.mts';
import { medMitraCaseCreate } from '../support/operations/med-mitra-case-create.mts';
import { spryCaseCreate } from '../support/operations/spry-case-create.mts';
import { spryPatientCreate } from '../support/operations/spry-patient-create.mts';
import type { OperationCase, Row } from '../support/operations/types.mts';

/** An operation as a test tries it: with its rule for sending again, and where that depends on a key, with or without. */
export interface Subject {
	name: string;
	operation: OperationCase;
	built: BuiltOperation;
	/** What may be done after an outcome that nobody knows. */
	rule: 'always' | 'keyed' | 'never';
	/** There is a way to look whether the record exists. */
	looks: boolean;
	parameters: INodeParameters;
	row(number: number): Row;
}

/** How a person gives the key of an operation that can be looked up by one. */
const KEYS: Record<
	string,
	{
		parameters: INodeParameters;
		json(number: number): IDataObject;
		/** Also without a key there is a way to look, though not one that allows to send again. */
		looksWithout?: boolean;
	}
> = {
	'EkaCare appointment: book': {
		parameters: { additionalFields: { partnerAppointmentId: '={{ $json.key }}' } },
		json: (number) => ({ key: `APT-PLANTED-${number}` }),
	},
	'EkaCare clinic: create': {
		parameters: { additionalFields: { partnerId: '={{ $json.key }}' } },
		json: (number) => ({ key: `CLINIC-PLANTED-${number}` }),
	},
	'EkaCare doctor: create': {
		parameters: { additionalFields: { partnerId: '={{ $json.key }}' } },
		json: (number) => ({ key: `DOC-PLANTED-${number}` }),
	},
	'EkaCare patient: create': {
		parameters: { additionalFields: { username: '={{ $json.key }}' } },
		json: (number) => ({ key: `PAT-PLANTED-${number}` }),
	},
	'EkaCare appointment: reschedule': {
		parameters: {
			idType: 'partner',
			partnerAppointmentId: { __rl: true, mode: 'id', value: '={{ $json.partner }}' },
			newPartnerAppointmentId: '={{ $json.key }}',
		},
		json: (number) => ({ partner: partnerIdOf(number), key: `APT-MOVED-${number}` }),
		looksWithout: true,
	},
};

/** Every operation of the package, and one that knows keys both with and without one. */
export function subjects(): Subject[] {
	return operationCases.flatMap((operation): Subject[] => {
		const built = builtOperation(operation);
		const name = `${operation.folder} ${operation.resource}: ${operation.operation}`;
		const plain = { name, operation, built, parameters: {}, row: operation.good };
		if (operation.findsItself) return [{ ...plain, rule: 'keyed', looks: true }];
		if (built.resend !== 'keyed') return [{ ...plain, rule: built.resend, looks: built.lookUp !== undefined }];
		const key = KEYS[name];
		if (!key) throw new Error(`${name} can be looked up by a key; say in KEYS how a person gives it`);
		const row = (number: number): Row => {
			const { json, ...rest } = operation.good(number);
			return { ...rest, json: { ...json, ...key.json(number) } };
		};
		return [
			{ ...plain, name: `${name} without a key`, rule: 'never', looks: key.looksWithout === true },
			{ ...plain, name: `${name} with a key`, rule: 'keyed', looks: true, parameters: key.parameters, row },
		];
	});
}

/** The operations of the main job, for what is the same for all and takes long to try. */
export function chainSubjects(): Subject[] {
	const chain: OperationCase[] = [
		spryPatientCreate,
		spryCaseCreate,
		ekaAppointmentBook,
		ekaCaseCreate,
		medMitraCaseCreate,
	];
	return subjects().filter(({ operation }) => chain.includes(operation));
}

/** What a failed item says of itself. */
export interface ErrorItem {
	error: string;
	message: string;
	details: { kind: string; outcome?: string; httpStatus?: number; itemIndex: number };
}

/** Limits that make faults quick to live through. */
export const QUICK = { timeout: 5000, maxAttempts: 3, totalBudget: 20_000 };

/** A limit for faults that are answered late or never, longer than any other answer takes. */
export const IMPATIENT = { timeout: 300 };

export interface FaultClinic extends Clinic {
	/** Runs rows through a subject, signed in, with quick limits; a failed item becomes an error item. */
	try(subject: Subject, rows: Row[], options?: IDataObject, changes?: RunChanges): Promise<RunResult>;
	/** What the vendor saw of a subject's operation, of its look-ups and of sign-ins. */
	seen(
		subject: Subject,
	): Promise<{ requests: RecordedRequest[]; lookUps: RecordedRequest[]; signIns: RecordedRequest[] }>;
	/** How many records the subject's operation has made since the sandbox was reset. */
	made(subject: Subject): Promise<number>;
	/** Signs in anew, for credentials that were spoilt. */
	signIn(): Promise<void>;
	/** Credentials whose login is still good, by type. */
	signedIn(subject: Subject): Record<string, ICredentialDataDecryptedObject>;
	secrets(): string[];
}

const CREDENTIAL_TYPES = { spry: 'spryOAuth2Api', ekaCare: 'ekaCareApi', medMitra: 'medMitraApi' };
const SIGN_INS = ['createToken', 'login', 'refreshToken'];

/** Whether n8n can renew the login of this vendor's credential. */
export function isRenewable({ operation }: Subject): boolean {
	return operation.vendor !== 'medMitra';
}

export async function openFaultClinic(): Promise<FaultClinic> {
	const clinic = await openClinic();
	const { sandbox, engine } = clinic;
	const tokens: string[] = [];
	let stored: Record<string, ICredentialDataDecryptedObject> = {};
	const seeded = new Map<string, number>();

	async function signIn() {
		const mint = async (vendor: 'spry' | 'ekaCare' | 'medMitra') => {
			const { token } = await sandbox.mintToken(vendor);
			tokens.push(token);
			return token;
		};
		const data: Record<string, ICredentialDataDecryptedObject> = {
			spryOAuth2Api: {
				...clinic.credentials.spryOAuth2Api,
				oauthTokenData: { access_token: await mint('spry'), token_type: 'Bearer' },
			},
			ekaCareApi: { ...clinic.credentials.ekaCareApi, sessionToken: await mint('ekaCare') },
			medMitraApi: { ...clinic.credentials.medMitraApi, jwt: await mint('medMitra') },
		};
		stored = {};
		for (const [type, values] of Object.entries(data)) {
			stored[type] = (await engine.addCredential(type, values)) as never;
		}
	}

	await signIn();
	for (const { table } of operationCases) if (table) seeded.set(table, ((await sandbox.state())[table] ?? []).length);

	const signedIn = ({ operation }: Subject) => {
		const type = CREDENTIAL_TYPES[operation.vendor];
		return { [type]: stored[type] ?? {} };
	};

	return {
		...clinic,
		async reset(operation) {
			await clinic.reset(operation);
			// What is there by now was made ready for the operation, not by it.
			if (operation.table) seeded.set(operation.table, await clinic.recordsOf(operation));
		},
		signIn,
		signedIn,
		async try(subject, rows, options = {}, changes = {}) {
			const result = await clinic.run(subject.operation, rows, {
				credentials: signedIn(subject),
				onError: 'continueRegularOutput',
				...changes,
				parameters: {
					...subject.parameters,
					options: { ...QUICK, ...(subject.operation.waits && { waitLimit: 1 }), ...options } as never,
					...changes.parameters,
				},
			});
			const text = JSON.stringify(result.credentials);
			for (const [token] of text.matchAll(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g))
				if (!tokens.includes(token)) tokens.push(token);
			return result;
		},
		async seen({ operation }) {
			const all = await sandbox.requests(operation.vendor);
			const signIns = all.filter(({ operationId }) => SIGN_INS.includes(operationId ?? ''));
			const requests = all.filter(({ operationId }) => operationId === operation.operationId);
			return {
				requests,
				signIns,
				lookUps: all.filter(
					(one) =>
						!signIns.includes(one) &&
						!requests.includes(one) &&
						!operation.alsoCalls?.includes(one.operationId ?? ''),
				),
			};
		},
		async made(subject) {
			return (await clinic.recordsOf(subject.operation)) - (seeded.get(subject.operation.table ?? '') ?? 0);
		},
		secrets() {
			const words = ['spryOAuth2Api', 'ekaCareApi'].map((type) => String(clinic.credentials[type]?.clientSecret));
			return [...tokens, ...words];
		},
	};
}

export function errorItem(result: RunResult, index: number): ErrorItem | undefined {
	const json = result.items.find(({ pairedItem }) => (pairedItem as { item: number })?.item === index)?.json;
	return json && 'error' in json && 'details' in json ? (json as unknown as ErrorItem) : undefined;
}

export function doneCount(result: RunResult): number {
	return result.items.filter(({ json }) => !('error' in json)).length;
}

/** The words by which the sandbox's made-up troubles can be told. */
const VENDOR_WORDS = 'made-up trouble';
/** Shorter values (a clinic's number, an abbreviation) occur in any text. */
const TELLING = 5;

/**
 * Looks for what must never be told: secrets and the vendor's own words anywhere in the saved execution, and what
 * stands in the items anywhere in its errors, hints and logs.
 */
export function leaksOf(result: RunResult, rows: Row[], secrets: string[]): string[] {
	const failed = [...result.items, ...result.errorItems].map(({ json }) => json).filter((json) => 'error' in json);
	const told = serialise({ error: result.error, failed, hints: result.hints, logs: result.logs });
	const values = rows.flatMap(({ json }) => Object.values(json)).map(String);
	return [
		...secrets.filter((secret) => result.serialised.includes(secret)).map(() => 'a secret'),
		...(result.serialised.includes(VENDOR_WORDS) ? ["the vendor's words"] : []),
		...values.filter((value) => value.length >= TELLING && told.includes(value)),
	];
}

import { createHmac } from 'node:crypto';
import { ekaCare } from './seed.mts';
import type { Part } from '../../shared/multipart.mts';
import type { Answer, Arrival, House, Operation } from '../../shared/vendor.mts';
import { findFile, storeContent, type Files, type StoredFile } from './document-store.mts';
import { storageError } from './errors.mts';

const BUCKET = '/eka-documents';
const ALGORITHM = 'AWS4-HMAC-SHA256';
const CREDENTIAL = 'EKADEMOKEY/20260101/ap-south-1/s3/aws4_request';

/** The address is signed; a token in addition is an error, as in S3. */
const TOKEN_HEADERS = ['authorization', 'auth', 'client-id', 'x-pt-id'];

const sign = (text: string) => createHmac('sha256', ekaCare.signingSecret).update(text).digest('hex');
const stamp = (milliseconds: number) => new Date(milliseconds).toISOString().replace(/[-:]|\.\d{3}/g, '');
const millisecondsOf = (text: string) =>
	Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/** A signed form for one file: where it goes, and the fields that go before it. */
export function signedForm({ storageUrl, settings }: House, { key, contentType, size }: StoredFile): object {
	const expiration = new Date(Date.now() + settings.signedUrlSeconds * 1000).toISOString();
	const conditions = [{ key }, { 'Content-Type': contentType }, ['content-length-range', size, size]];
	const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64');
	return {
		url: `${storageUrl}${BUCKET}`,
		fields: {
			key,
			'Content-Type': contentType,
			'x-amz-algorithm': ALGORITHM,
			'x-amz-credential': CREDENTIAL,
			'x-amz-date': stamp(Date.now()),
			policy,
			'x-amz-signature': sign(policy),
		},
	};
}

/** An address at which anybody can download a file for a while. */
export function signedUrl({ storageUrl, settings }: House, key: string): string {
	const query = new URLSearchParams({
		'X-Amz-Algorithm': ALGORITHM,
		'X-Amz-Credential': CREDENTIAL,
		'X-Amz-Date': stamp(Date.now()),
		'X-Amz-Expires': String(settings.signedUrlSeconds),
		'X-Amz-SignedHeaders': 'host',
	});
	query.set('X-Amz-Signature', sign(`${key}?${query.toString()}`));
	return `${storageUrl}${BUCKET}/${key}?${query.toString()}`;
}

/** Whether a request came to the storage's own origin. The API and the storage serve only their own paths. */
export function isAtStorage({ storageUrl }: House, { headers }: Pick<Arrival, 'headers'>): boolean {
	return storageUrl !== '' && headers.host === new URL(storageUrl).host;
}

/** The storage's answer to a request with a token. */
export function refuseTokens({ headers }: Pick<Arrival, 'headers'>): Answer | undefined {
	const found = TOKEN_HEADERS.find((name) => headers[name] !== undefined);
	if (found === undefined) return undefined;
	return storageError(400, 'InvalidArgument', `Only one auth mechanism allowed; ${found} was sent as well`);
}

const denied = (message: string) => storageError(403, 'AccessDenied', message);

/** Why a form is refused. */
function formTrouble(file: StoredFile | undefined, fields: Record<string, string>, parts: Part[]): Answer | undefined {
	if (sign(fields.policy ?? '') !== fields['x-amz-signature']) {
		return storageError(403, 'SignatureDoesNotMatch', 'The signature does not fit the policy');
	}
	const policy = JSON.parse(Buffer.from(fields.policy ?? '', 'base64').toString()) as {
		expiration: string;
		conditions: [{ key: string }, { 'Content-Type': string }, unknown];
	};
	if (Date.parse(policy.expiration) <= Date.now()) return denied('Invalid according to Policy: Policy expired.');
	const [{ key }, { 'Content-Type': contentType }] = policy.conditions;
	if (fields.key !== key || fields['Content-Type'] !== contentType) {
		return denied('Invalid according to Policy: Policy Condition failed');
	}
	const content = parts.at(-1);
	// Fields after the file are not read: the file must come last.
	if (content?.name !== 'file')
		return storageError(400, 'InvalidArgument', 'file must be the last field of the form');
	if (!file) return denied('nobody announced this file');
	if (content.content.length > file.size) return storageError(400, 'EntityTooLarge', 'larger than announced');
	if (content.content.length < file.size) return storageError(400, 'EntityTooSmall', 'smaller than announced');
	return undefined;
}

export function storageOperations({ db }: House, files: Files): Record<string, Operation> {
	return {
		storeFile({ body, parts }) {
			const fields = body as Record<string, string>;
			const file = findFile(db, fields.key ?? '');
			const trouble = formTrouble(file, fields, parts);
			if (trouble) return trouble;
			storeContent(db, files, fields.key!, parts.at(-1)!.content);
			return { status: 204, headers: { etag: `"${sign(fields.key!).slice(0, 32)}"` } };
		},

		fetchFile({ params, arrival }) {
			const key = String(params.key);
			const query = new URLSearchParams(arrival.search);
			const signature = query.get('X-Amz-Signature');
			query.delete('X-Amz-Signature');
			if (signature !== sign(`${key}?${query.toString()}`)) {
				return storageError(403, 'SignatureDoesNotMatch', 'The signature does not fit the address');
			}
			const ends = millisecondsOf(query.get('X-Amz-Date') ?? '') + Number(query.get('X-Amz-Expires')) * 1000;
			if (ends <= Date.now()) return denied('Request has expired');
			const content = files.get(key);
			const file = findFile(db, key);
			if (!content || !file) return storageError(404, 'NoSuchKey', 'The specified key does not exist.');
			return { status: 200, raw: { type: file.contentType, content } };
		},
	};
}

import { createHash } from 'node:crypto';
import { spry } from './seed.mts';
import type { Operation } from '../../shared/vendor.mts';
import { success } from './envelope.mts';

/** A case accepts only ICD-10 codes; the search also finds others. */
const ALL_CODES = [
	...spry.icdCodes.map((icd) => ({ ...icd, revision: 'ICD10' })),
	...spry.icd11Codes.map((icd) => ({ ...icd, revision: 'ICD11' })),
];

export function metadataOperations(): Record<string, Operation> {
	return {
		searchIcdCodes({ query }) {
			const wanted = String(query.q).trim().toLowerCase();
			const fits = ({ code, description }: { code: string; description: string }) =>
				[code, code.replace('.', ''), description].some((text) => text.toLowerCase().includes(wanted));
			const { rev = 'ICD10' } = query;
			const results = ALL_CODES.filter((one) => one.revision === rev && fits(one)).map(hitOf);
			const page = { total: results.length, pages: 1, current: 1, no_of_records: results.length };
			// Hits are under `results` here, while other lists use `content`.
			return success({ ...page, content: null, results });
		},
	};
}

function hitOf({ id, code, description, revision }: (typeof ALL_CODES)[number]): Record<string, unknown> {
	const hex = createHash('sha256').update(code).digest('hex');
	const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
	const flags = { revision, code_trim: code.replace('.', ''), billing_type: 'BILLABLE' };
	return { uuid, id, code, description, ...flags, organisation_id: -1, clinic_id: null };
}

import { medMitra } from '../../seed.mts';
import { bearerOf, openTokenDesk } from '../../shared/tokens.mts';
import type { Answer, Arrival, House, Vendor } from '../../shared/vendor.mts';
import { CASE_TABLES, caseOperations } from './cases.mts';
import { failed, invalid } from './errors.mts';
import { readOperations } from './reads.mts';

export function createMedMitra(house: House): Vendor {
	const { db, settings } = house;
	const tokens = openTokenDesk(db, 'med-mitra-gateway', medMitra.signingSecret);
	db.script(CASE_TABLES);

	return {
		name: 'medMitra',
		contract: new URL('../../contracts/med-mitra.yaml', import.meta.url),
		tokens,
		seed: () => undefined,
		mintClaims: () => ({ sub: 'carechain-demo' }),

		/** MedMitra looks at no token; a gateway, when there is one, does. */
		async authorise({ headers }) {
			if (!settings.gatewayJwtRequired) return null;
			const token = bearerOf(headers.authorization);
			if (token && (await tokens.read(token))) return null;
			return { status: 401, body: { message: 'Unauthorized' }, headers: { 'www-authenticate': 'Bearer' } };
		},

		refuse(call, problems) {
			const unreadable = problems.find(({ keyword }) => keyword === 'parse');
			if (unreadable) return { status: 422, body: invalid(call, [unreadable]).body };
			return invalid(call, problems);
		},

		trouble(status, _operationId, words) {
			// MedMitra itself knows none of these; a gateway in front of it does.
			if ([401, 403, 408, 429, 503].includes(status)) return { status, body: { message: words } };
			if (status !== 422) return failed(status, words);
			const detail = [{ type: 'value_error', loc: ['body', 'patient_name'], msg: `Value error, ${words}`, input: words }];
			return { status, body: { detail } };
		},

		outside: (status, arrival) => outside(status, arrival),

		operations: { ...caseOperations(house), ...readOperations(house) },
	};
}

function outside(status: 404 | 405 | 413 | 500, { path, search }: Pick<Arrival, 'path' | 'search'>): Answer {
	// A path that differs by its last slash only is sent on to the right one, method and body kept.
	if (status === 404 && /[^/]\/+$/.test(path)) {
		const location = path.replace(/\/+$/, '') + (search ? `?${search}` : '');
		if (!location.startsWith('//')) return { status: 307, headers: { location } };
	}
	const details = {
		404: 'Not Found',
		405: 'Method Not Allowed',
		413: 'Content Too Large',
		500: 'Internal server error',
	};
	return failed(status, details[status]);
}

import type { Database } from '../../shared/db.mts';
import type { Answer, Operation } from '../../shared/vendor.mts';
import { drError, profileError } from './errors.mts';
import { addProfile, profilesWhere, updateProfile, type Profile, type ProfileDetails } from './patients.mts';

/** The fields that lists always contain; others must be selected. */
const ALWAYS = ['fln', 'mobile', 'oid', 'username'];
const LIST_FIELDS = ['abha', 'c_ate', 'dob', 'gen', 'u_ate'];
const SEARCH_FIELDS = [...LIST_FIELDS, 'is_age'];
const USUAL_PAGE = 500;
const USUAL_HITS = 50;

const invalid = (message: string) => drError(400, 'invalid_request', message);
const unknown = () => profileError(404, 'profile_not_found', 'profile not found');

function picked(profile: Profile, names: string[]): object {
	return Object.fromEntries(names.map((name) => [name, profile[name] ?? null]));
}

/** The fields selected in a comma list; the refusal when one cannot be. */
function selected(select: unknown, allowed: string[]): string[] | Answer {
	const names = select === undefined ? [] : String(select).split(',');
	const problem = names.find((name) => !allowed.includes(name));
	return problem === undefined ? names : invalid(`select: ${problem} is none of ${allowed.join(', ')}`);
}

function list(db: Database, query: Record<string, unknown>): Answer {
	const { pageNo, pageSize = USUAL_PAGE, select, from = -1, arc } = query;
	const names = selected(select, LIST_FIELDS);
	if (!Array.isArray(names)) return names;
	const size = Number(pageSize);
	const all = profilesWhere(db, arc === true ? '1 = 1' : 'archived = 0').filter(({ c_ate }) => c_ate > Number(from));
	const start = (Number(pageNo) - 1) * size;
	const fields = [...ALWAYS, ...names, ...(arc === true ? ['arc'] : [])];
	const nextPage = start + size < all.length ? Number(pageNo) + 1 : -1;
	return {
		status: 200,
		body: {
			profiles: all.slice(start, start + size).map((profile) => picked(profile, fields)),
			currPageMeta: { currPageNo: Number(pageNo), pageSize: size, nextPage },
		},
	};
}

/** Compares with the start of the user name, of the number without country code, and of each part of the name. */
function search(db: Database, { prefix, limit = USUAL_HITS, select }: Record<string, unknown>): Answer {
	const names = selected(select, SEARCH_FIELDS);
	if (!Array.isArray(names)) return names;
	const start = String(prefix).toLowerCase();
	const hits = profilesWhere(db, 'archived = 0').filter(({ username, mobile, fln }) =>
		[username, mobile, fln, ...fln.split(' ')].some((text) =>
			String(text ?? '')
				.toLowerCase()
				.startsWith(start),
		),
	);
	return { status: 200, body: hits.slice(0, Number(limit)).map((hit) => picked(hit, [...ALWAYS, ...names])) };
}

export function profileOperations(db: Database): Record<string, Operation> {
	/** Who has this user name already; archived patients keep theirs. */
	const owner = ({ username }: ProfileDetails) =>
		username === undefined ? undefined : profilesWhere(db, 'username = ?', username)[0];
	const byOid = (oid: unknown) => profilesWhere(db, 'oid = ?', String(oid))[0];

	return {
		createPatient({ body }) {
			const given = body as ProfileDetails;
			if (owner(given)) return invalid('username exists already');
			return { status: 201, body: { oid: addProfile(db, given) } };
		},

		getPatient({ params }) {
			const profile = byOid(params.oid);
			return profile ? { status: 200, body: profile } : unknown();
		},

		updatePatient({ params, body }) {
			const profile = byOid(params.oid);
			if (!profile) return unknown();
			const given = body as ProfileDetails;
			// The patient's own user name counts as taken too: send it only to change it.
			if (owner(given)) return invalid('username exists already');
			updateProfile(db, profile.oid, given);
			return { status: 200, body: { message: 'Profile updated successfully' } };
		},

		archivePatient({ params }) {
			const profile = byOid(params.oid);
			if (!profile || profile.arc) return unknown();
			db.run('UPDATE eka_patient SET archived = 1 WHERE oid = ?', profile.oid);
			return { status: 200, body: { message: 'Profile archived successfully' } };
		},

		listPatients: ({ query }) => list(db, query),
		searchPatients: ({ query }) => search(db, query),

		getPatientsByMobile({ query }) {
			const found = profilesWhere(db, 'phone = ? AND archived = 0', String(query.mob));
			const shown = query.full_profile === true ? found : found.map((profile) => picked(profile, ALWAYS));
			// Documented as one profile, but several people can share a phone number.
			return { status: 200, body: shown.length === 1 ? shown[0] : shown };
		},

		getPatientsByUsername({ params }) {
			const found = profilesWhere(db, 'username = ?', String(params.username));
			return found.length > 0 ? { status: 200, body: found } : unknown();
		},
	};
}

import { randomBytes } from 'node:crypto';
import type { Database } from '../../shared/db.mts';
import type { Answer, Operation } from '../../shared/vendor.mts';
import {
	addPractice,
	allEntries,
	clinicsOf,
	deleteEntry,
	doctorsOf,
	findEntry,
	insertEntry,
	updateEntry,
	type Clinic,
	type Doctor,
	type Entry,
	type Kind,
} from './directory.mts';
import { cdrError, fieldsError } from './errors.mts';

type Fields = Record<string, unknown>;
interface Wrong {
	field: string;
	message: string;
}

const OTHER: Record<Kind, Kind> = { doctor: 'clinic', clinic: 'doctor' };
const NEW_ID: Record<Kind, () => string> = {
	doctor: () => `do${Date.now()}${randomBytes(2).readUInt16BE()}`,
	clinic: () => randomBytes(12).toString('hex'),
};

/** Doctors and clinics as onboarding names their fields. */
export function onboardingOperations(db: Database): Record<string, Operation> {
	return {
		createDoctor: ({ body }) => db.atomically(() => create(db, 'doctor', body as Fields)),
		createClinic: ({ body }) => db.atomically(() => create(db, 'clinic', body as Fields)),
		updateDoctor: ({ params, body }) => db.atomically(() => update(db, 'doctor', params.doc_id, body as Fields)),
		updateClinic: ({ params, body }) => db.atomically(() => update(db, 'clinic', params.clinic_id, body as Fields)),
		deleteDoctor: ({ params }) => remove(db, 'doctor', params.doc_id),
		deleteClinic: ({ params }) => remove(db, 'clinic', params.clinic_id),

		getDoctor({ params }) {
			const doctor = byEitherId(db, 'doctor', params.doc_id);
			if (!doctor) return unknown('doctor');
			const { about = null, profile_image_url = null } = doctor.details;
			return success({ doctor: { ...doctorRead(db, doctor), about, profile_image_url } });
		},
		getClinic({ params }) {
			const clinic = byEitherId(db, 'clinic', params.clinic_id);
			if (!clinic) return unknown('clinic');
			return success({
				clinic: { ...clinicRead(db, clinic), contact: clinic.details.contact ?? null, mobile: null },
			});
		},
		listDoctors: () => success({ doctors: allEntries(db, 'doctor').map((doctor) => doctorRead(db, doctor)) }),
		listClinics: () => success({ clinics: allEntries(db, 'clinic').map((clinic) => clinicRead(db, clinic)) }),
	};
}

const success = (body: object): Answer => ({ status: 200, body: { status: 'success', ...body } });
const unknown = (kind: Kind) => cdrError(404, `${kind} not found`);

function byEitherId<K extends Kind>(db: Database, kind: K, id: unknown) {
	return findEntry(db, kind, 'id', String(id)) ?? findEntry(db, kind, 'partner_id', String(id));
}

/** Lists in requests, a single value in answers. */
function doctorRead(db: Database, doctor: Doctor): Fields {
	const { firstname, lastname, mobile = null, email = null, specialisations } = doctor.details;
	return {
		...{ id: doctor.id, firstname, lastname, mobile, email },
		specialisation: (specialisations as string[] | undefined)?.[0] ?? null,
		clinics: clinicsOf(db, doctor.id).map(({ id, details }) => ({ id, name: details.name })),
		partner_id: doctor.partnerId,
	};
}

function clinicRead(db: Database, clinic: Clinic): Fields {
	const { name, pincode = null, address } = clinic.details;
	const doctors = doctorsOf(db, clinic.id).map(({ id, details: { firstname, lastname } }) => ({
		...{ id, firstname, lastname },
	}));
	return { id: clinic.id, name, pincode, address, doctors, partner_id: clinic.partnerId };
}

/** The IDs of the clinics or doctors to link, or what is wrong with one of them. */
function linksOf(db: Database, kind: Kind, given: Fields): string[] | Wrong {
	const other = OTHER[kind];
	const links: string[] = [];
	for (const [field, by] of [
		[`${other}_ids`, 'id'],
		[`partner_${other}_ids`, 'partner_id'],
	] as const) {
		for (const id of (given[field] ?? []) as string[]) {
			const found = findEntry(db, other, by, id);
			if (!found) return { field, message: `no ${other} ${id}` };
			links.push(found.id);
		}
	}
	return links;
}

/** Saves what was given and returns its id, or what is wrong. */
function save(db: Database, kind: Kind, entry: Entry<object> | undefined, given: Fields): string | Wrong {
	const links = linksOf(db, kind, given);
	if (!Array.isArray(links)) return links;
	const { partner_id, ...rest } = given;
	const details = Object.fromEntries(Object.entries(rest).filter(([name]) => !name.endsWith('_ids')));
	const taken = partner_id === undefined ? undefined : findEntry(db, kind, 'partner_id', String(partner_id));
	if (taken && taken.id !== entry?.id) return { field: 'partner_id', message: `${taken.partnerId} exists already` };
	const saved = {
		id: entry?.id ?? NEW_ID[kind](),
		partnerId: partner_id === undefined ? (entry?.partnerId ?? null) : String(partner_id),
		details: { ...entry?.details, ...details },
	};
	if (entry) updateEntry(db, kind, saved);
	else insertEntry(db, kind, saved);
	for (const link of links) {
		if (kind === 'doctor') addPractice(db, saved.id, link);
		else addPractice(db, link, saved.id);
	}
	return saved.id;
}

function create(db: Database, kind: Kind, given: Fields): Answer {
	const defaults = kind === 'doctor' ? { dob: '1990-01-01' } : {};
	const saved = save(db, kind, undefined, { ...defaults, ...given });
	if (typeof saved !== 'string') return fieldsError({ [saved.field]: [saved.message] });
	return { status: 201, body: { status: 'success', ekaid: saved } };
}

/** Eka Care's own id only. What is listed is added to what was there. */
function update(db: Database, kind: Kind, id: unknown, given: Fields): Answer {
	const entry = findEntry(db, kind, 'id', String(id));
	if (!entry) return unknown(kind);
	const saved = save(db, kind, entry, given);
	if (typeof saved !== 'string') return cdrError(400, `${saved.field}: ${saved.message}`);
	return success({ ekaid: saved });
}

function remove(db: Database, kind: Kind, id: unknown): Answer {
	const entry = byEitherId(db, kind, id);
	if (!entry) return unknown(kind);
	deleteEntry(db, kind, entry.id);
	return success({ message: `${kind} deleted` });
}

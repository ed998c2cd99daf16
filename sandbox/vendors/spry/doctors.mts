import { spry } from './seed.mts';
import type { Database } from '../../shared/db.mts';
import type { House, Operation } from '../../shared/vendor.mts';
import { refused, success } from './envelope.mts';
import { isClinic } from './known.mts';
import { openNumberedTable, tableOf, type NumberedTable } from './table.mts';

export const DOCTOR_TABLES = tableOf('spry_doctor', 'doctor_id', 'INTEGER');

export interface DoctorFields extends Record<string, unknown> {
	first_name?: string;
	last_name?: string;
	master_specialization?: string;
	clinics?: Array<{ clinic_id: number }>;
}
export interface Doctor extends Record<string, unknown> {
	doctor_id: number;
	name: string;
	master_specialization: string;
	clinics: Array<{ clinic_id: number; clinic_name: string; status: string }>;
}

export const openDoctors = (db: Database): NumberedTable<Doctor> => openNumberedTable(db, 'spry_doctor', 'doctor_id');

const BLANK = {
	first_name: null,
	middle_name: null,
	last_name: null,
	sex: null,
	photo_url: null,
	about: null,
	qualifications: [],
	services: [],
	sub_specializations: [],
	experiences: [],
	specialities: [],
	awards: null,
	registration_number: null,
	registration_body: null,
	alternative_email: null,
	languages: [],
	years_of_experience: null,
	color_code: null,
	secondary_color: null,
	text_color: null,
	license: null,
	npi: null,
	roles: [],
	accomplishments: [],
	hobbies: [],
	doctor_rank: null,
	doctor_designation_details: null,
	doctor_type: null,
	is_cosign_required: false,
};

/** What is wrong with the clinics. */
export function clinicsProblem(clinics: Array<{ clinic_id: number }> = []): string | undefined {
	const wrong = clinics.find(({ clinic_id }) => !isClinic(clinic_id));
	return wrong && `clinics: no clinic ${wrong.clinic_id}`;
}

/** A doctor's record after a change; fields that no answer shows (email, mobile, birth date) are dropped. */
export function doctorWith(known: Doctor | { doctor_id: number }, given: DoctorFields): Doctor {
	const { email: _, mobile: __, date_of_birth: ___, verified: ____, clinics, ...facts } = given;
	const before: Record<string, unknown> = { ...BLANK, clinics: [], master_specialization: '', ...known };
	const said = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
	const merged = { ...before, ...said } as unknown as Doctor;
	const names = [merged.first_name, merged.last_name].filter((name) => typeof name === 'string');
	const placed = clinics?.map(({ clinic_id }) => ({
		clinic_id,
		clinic_name: spry.clinics.find(({ id }) => id === clinic_id)?.name ?? '',
		status: 'ACTIVE',
	}));
	return { ...merged, name: names.join(' '), clinics: placed ?? merged.clinics };
}

export function seedDoctors(db: Database): void {
	const table = openDoctors(db);
	for (const { id, clinicIds, ...facts } of spry.doctors) {
		const clinics = clinicIds.map((clinic_id) => ({ clinic_id }));
		table.seed(
			id,
			doctorWith({ doctor_id: id }, { ...facts, clinics, roles: ['DOCTOR'], doctor_type: 'HOME_DOCTOR' }),
		);
	}
}

export function doctorOperations({ db, settings }: House): Record<string, Operation> {
	const doctors = openDoctors(db);

	return {
		createDoctor({ body }) {
			const given = body as DoctorFields;
			const wrong = clinicsProblem(given.clinics);
			if (wrong) return refused(wrong);
			return success(doctors.add((doctor_id) => doctorWith({ doctor_id }, given)));
		},

		getDoctor({ params }) {
			const known = doctors.get(Number(params.doctorId));
			return known ? success(known) : refused('Doctor not found');
		},

		updateDoctor({ params, body }) {
			const known = doctors.get(Number(params.doctorId));
			if (!known) return refused('Doctor not found');
			const given = body as DoctorFields;
			const wrong = clinicsProblem(given.clinics);
			if (wrong) return refused(wrong);
			const changed = doctors.put(known.doctor_id, doctorWith(known, given));
			const { doctor_id, first_name, last_name, name, master_specialization } = changed;
			const { about, npi, qualifications } = changed;
			const more = settings.longDoctorAnswer ? { about, npi, qualifications } : {};
			return success({ doctor_id, first_name, last_name, name, master_specialization, ...more });
		},
	};
}

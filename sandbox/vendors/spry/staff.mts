import { spry } from './seed.mts';
import type { Database } from '../../shared/db.mts';
import type { Answer, Operation } from '../../shared/vendor.mts';
import { doctorWith, openDoctors, clinicsProblem, type DoctorFields } from './doctors.mts';
import { refused, success } from './envelope.mts';
import { openNumberedTable, tableOf } from './table.mts';

export const STAFF_TABLES = tableOf('spry_user', 'id', 'INTEGER');

interface Person extends Record<string, unknown> {
	first_name?: string;
	last_name?: string;
	email?: string;
	mobile?: string;
	roles?: string[];
}
interface NewUser extends Person {
	username: string;
	password: string;
	roles: string[];
	clinic_id?: number;
	clinic_id_list?: number[];
	doctor_type?: string;
	is_cosign_required?: boolean;
}
interface User extends Person {
	id: number;
	username: string;
	/** Null for a user who is not a doctor. */
	doctor_id: number | null;
}

const openUsers = (db: Database) => openNumberedTable<User>(db, 'spry_user', 'id');

export function seedUsers(db: Database): void {
	const person = { first_name: 'CareChain', last_name: 'Demo', roles: spry.roles };
	openUsers(db).seed(spry.userId, { id: spry.userId, username: 'carechain.demo', doctor_id: null, ...person });
}

function userAnswer({ id, first_name, last_name, email, mobile }: User): Answer {
	const told = { first_name: first_name ?? null, last_name: last_name ?? null };
	return success({ id, ...told, email: email ?? null, mobile: mobile ?? null });
}

function isTimeZone(name: string): boolean {
	// Node also accepts an offset such as +01:00; the vendor needs a name.
	if (!/^[A-Za-z]/.test(name)) return false;
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
	} catch {
		return false;
	}
}

export function staffOperations(db: Database): Record<string, Operation> {
	const users = openUsers(db);
	const doctors = openDoctors(db);

	return {
		createStaff({ body }) {
			const { user_details: user, doctor_details } = body as {
				user_details: NewUser;
				doctor_details?: DoctorFields;
			};
			const { password: _, clinic_id, clinic_id_list = [], doctor_type, is_cosign_required, ...person } = user;
			const homes = [...new Set([...(clinic_id === undefined ? [] : [clinic_id]), ...clinic_id_list])];
			const own = homes.map((id) => ({ clinic_id: id }));
			const wrong = clinicsProblem(own) ?? clinicsProblem(doctor_details?.clinics);
			if (wrong) return refused(wrong);
			if (users.list().some(({ username }) => username === user.username)) return refused('username: is taken');
			const facts = {
				clinics: own,
				...doctor_details,
				first_name: user.first_name,
				last_name: user.last_name,
				roles: user.roles,
				doctor_type: doctor_type ?? null,
				is_cosign_required: is_cosign_required ?? false,
			};
			const doctor = doctor_details && doctors.add((doctor_id) => doctorWith({ doctor_id }, facts));
			return userAnswer(users.add((id) => ({ ...person, id, doctor_id: doctor?.doctor_id ?? null })));
		},

		updateStaff({ params, body }) {
			const known = users.get(Number(params.userId));
			if (!known) return refused('User not found');
			const { update_user_dto: changes = {}, create_doctor_dto: facts } = body as {
				update_user_dto?: Person & { user_selected_time_zone?: string };
				create_doctor_dto?: DoctorFields;
			};
			const zone = changes.user_selected_time_zone;
			if (zone !== undefined && !isTimeZone(zone)) return refused(`user_selected_time_zone: no zone ${zone}`);
			const doctor = known.doctor_id === null ? undefined : doctors.get(known.doctor_id);
			if (facts && !doctor) return refused('create_doctor_dto: this user is no doctor');
			const { first_name = known.first_name, last_name = known.last_name } = changes;
			if (doctor) doctors.put(doctor.doctor_id, doctorWith(doctor, { ...facts, first_name, last_name }));
			return userAnswer(users.put(known.id, { ...known, ...changes }));
		},
	};
}

import { inputRefusal } from '../../../shared/failure';
import type { ItemInput, Place } from '../../../shared/types';
import { isRecord } from '../../../shared/values';

/** Roles for which Spry makes a doctor as well. */
const DOCTORS = ['DOCTOR', 'JUNIOR_DOCTOR'];

/** 8 to 30 characters of four kinds. It is not trimmed, and no message quotes it. */
export function toPassword(value: unknown, place: Place): string {
	const isGood =
		typeof value === 'string' &&
		[...value].length >= 8 &&
		[...value].length <= 30 &&
		[/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z0-9\s]/].every((kind) => kind.test(value));
	if (isGood && !/[\r\n\u2028\u2029]/.test(value)) return value;
	throw inputRefusal(
		place.label,
		'is not one that Spry takes',
		'Give 8 to 30 characters with a capital letter, a small letter, a digit and a special character.',
	);
}

export function assertDoctorDetails({ body }: ItemInput): void {
	const user = isRecord(body.user_details) ? body.user_details : {};
	const given: unknown[] = Array.isArray(user.roles) ? user.roles : [];
	if (body.doctor_details !== undefined || !given.some((role) => DOCTORS.includes(String(role)))) return;
	throw inputRefusal(
		'Doctor Details',
		'is empty',
		'Add it under Additional Fields: Spry wants it for the roles Doctor and Junior Doctor.',
	);
}

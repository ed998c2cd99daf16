import { ekaCare } from '../../../sandbox/seed.mts';
import { EKA } from './eka-state.mts';
import { byId } from './rows.mts';
import type { OperationCase } from './types.mts';

const [doctor] = ekaCare.doctors;
const [clinic] = ekaCare.clinics;
/** Monday to Friday: nobody works on a Sunday. */
const dayOf = (number: number) => `2027-01-${18 + (number % 5)}`;
const row = (number: number) => ({
	json: { doctor: doctor?.id ?? '', clinic: clinic?.id ?? '', from: dayOf(number), to: dayOf(number) },
});

export const ekaSlotGetAll: OperationCase = {
	...EKA,
	resource: 'slot',
	operation: 'getAll',
	operationId: 'listSlots',
	isList: true,
	refusesWith200: true,
	parameters: {
		doctorId: byId('={{ $json.doctor }}'),
		clinicId: byId('={{ $json.clinic }}'),
		startDate: '={{ $json.from }}',
		endDate: '={{ $json.to }}',
		limit: 1,
		filters: { service: 'consultation' },
	},
	good: row,
	unsendable: {
		row: (number) => ({ json: { ...row(number).json, from: '2027-02-30' } }),
		message: /"Start Date" is not a date/,
		field: 'Start Date',
	},
	refused: {
		row: (number) => ({ json: { ...row(number).json, doctor: '999000111' } }),
		message: /Eka Care knows no such record \(HTTP 404/,
		description: /Check the IDs/,
		httpStatus: 404,
		vendorWords: /no doctor 999000111/,
	},
	output: (number) => ({
		s: `${dayOf(number)}T10:00:00+05:30`,
		e: `${dayOf(number)}T10:15:00+05:30`,
		conf_id: 'conf-ashgrove-visit',
		service_type: 'REGULAR',
		service_service_name: 'Consultation',
		service_price: 500,
	}),
	complete: [
		{
			name: 'a day, written as a moment',
			parameters: {},
			row: { json: { ...row(0).json, from: '2027-01-18T00:00:00.000Z', to: '' } },
			expected({ path, query }) {
				expect(path).toBe(`/dr/v1/doctor/${doctor?.id}/clinic/${clinic?.id}/appointment/slot`);
				expect(query).toEqual({ start_date: '2027-01-18', end_date: '2027-01-19' });
			},
		},
	],
};

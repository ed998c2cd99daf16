import { ekaCare } from '../../../sandbox/seed.mts';
import type { OperationCase, Row } from './types.mts';

const patients = ekaCare.patients;

function good(number: number): Row {
	return {
		json: {
			patient: patients[number % patients.length]?.oid ?? '',
			title: `Knee pain ${number}`,
			when: '2026-10-05T09:30:00',
		},
	};
}

export const ekaCaseCreate: OperationCase = {
	vendor: 'ekaCare',
	folder: 'EkaCare',
	node: 'n8n-nodes-carechain.ekaCare',
	resource: 'case',
	operation: 'create',
	operationId: 'createCase',
	parameters: {
		patientId: { __rl: true, mode: 'id', value: '={{ $json.patient }}' },
		displayName: '={{ $json.title }}',
		occurredAt: '={{ $json.when }}',
	},
	good,
	unsendable: {
		row: (number) => ({ json: { ...good(number).json, when: 'next Tuesday' } }),
		message: /"Occurred At" is not a date and time/,
		field: 'Occurred At',
	},
	refused: {
		row: (number) => ({ json: { ...good(number).json, patient: '999999999999999' } }),
		message: /Eka Care refused the data \(HTTP 400/,
		description: /patient/i,
		httpStatus: 400,
		vendorWords: /999999999999999/,
	},
	table: 'eka_case',
	saysOfRepeat: 'done',
	mapsFrom: (body) => ({ ...body, patient_id: good(0).json.patient ?? '' }),
	output: () => ({
		id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
		alreadyExisted: false,
	}),
	complete: [
		{
			name: 'every field, values as forms give them',
			parameters: {
				additionalFields: {
					hiType: 'Diagnostic Report',
					id: 'intake-2026-1',
					partnerMeta: '{"facility_id": "north", "uhid": "A-1"}',
					type: 'outpatient',
				},
			},
			row: { json: { ...good(0).json, when: '2026-10-05T09:30:00+05:30' } },
			expected({ body, headers }) {
				expect(headers['x-pt-id']).toBe(patients[0]?.oid);
				expect(headers['client-id']).toBe(ekaCare.clientId);
				expect(body).toEqual({
					id: 'intake-2026-1',
					display_name: 'Knee pain 0',
					occurred_at: Date.UTC(2026, 9, 5, 4, 0) / 1000,
					hi_type: 'DiagnosticReport',
					partner_meta: { facility_id: 'north', uhid: 'A-1' },
					type: 'OP',
				});
			},
		},
	],
};

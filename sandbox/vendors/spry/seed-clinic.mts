/** Who works in Spry's clinics, and what they offer. */

/** `clinicIds` says where a doctor works. */
export const doctors = [
	{
		id: 601,
		first_name: 'Maribel',
		last_name: 'Oakenshaw',
		sex: 'FEMALE',
		master_specialization: 'PHYSICAL_THERAPIST',
		specialities: ['MSK'],
		npi: '1999999935',
		color_code: '#2F6F8F',
		clinicIds: [101, 102],
	},
	{
		id: 602,
		first_name: 'Gideon',
		last_name: 'Farrowell',
		sex: 'MALE',
		master_specialization: 'PHYSICAL_THERAPIST',
		specialities: ['VESTIBULAR'],
		npi: '1999999943',
		color_code: '#8F5A2F',
		clinicIds: [101],
	},
	{
		id: 603,
		first_name: 'Saoirse',
		last_name: 'Lindqvane',
		sex: 'FEMALE',
		master_specialization: 'PHYSICAL_THERAPIST',
		specialities: ['PEDIATRIC'],
		npi: '1999999950',
		color_code: '#4F8F2F',
		clinicIds: [102],
	},
];

const categoryRows = [
	[201, 101, 'Initial evaluation', 60, 180, true],
	[202, 101, 'Follow-up', 30, 95, false],
	[203, 101, 'Telehealth', 30, 80, false],
	[211, 102, 'Initial evaluation', 60, 175, true],
	[212, 102, 'Follow-up', 30, 90, false],
] as const;

const clinicNames: Record<number, string> = {
	101: 'Quarterdeck Therapy Boston',
	102: 'Quarterdeck Therapy Springfield',
};

export const appointmentCategories = categoryRows.map(([category_id, clinic_id, name, minutes, price, isDefault]) => ({
	category_id,
	clinic_id,
	name,
	minutes,
	enabled: true,
	price,
	description: null,
	default_category: isDefault,
	color_code: {
		created_date: '2025-01-01T00:00:00Z',
		updated_date: '2025-01-01T00:00:00Z',
		id: category_id - 200,
		primary_color: '#2F6F8F',
		secondary_color: '#D6E6EE',
		text_color: '#10242E',
	},
	appointment_category_conf: {
		appointmentCategory: { name, clinicName: clinicNames[clinic_id] },
		billing: {
			payableAmount: price,
			payMethod: ['self', 'insurance'],
			selfPayUpfrontCollection: false,
			insurancePayUpfrontCollection: false,
			upfrontCollectionAmount: 0,
			selfPayChargeCalcFormat: null,
		},
		soap: { subNoteRequired: { subjective: true, objective: true, assesment: true, planning: true } },
		speciality: null,
	},
	// Spry's pages show null for both.
	is_billable: isDefault ? true : null,
	speciality: null,
	equipment_types: [],
	is_exclusive: isDefault ? false : null,
}));

/** Finished notes of the sample patient: one a week, starting with the initial note. */
export const soapNotes = Array.from({ length: 12 }, (_, week) => ({
	id: `65f0c0de${String(week + 1).padStart(16, '0')}`,
	serviceTime: new Date(Date.UTC(2026, 0, 5 + 7 * week, 14, 0, 0)).toISOString().slice(0, 19),
	type: week === 0 ? 'INITIAL_SOAP' : 'FOLLOWUP_SOAP',
	category: 'MSK',
	payment_mode: week % 2 === 0 ? 'INSURANCE_PAY' : 'SELF_PAY',
	tags: week % 3 === 0 ? ['progress', 'knee'] : [],
	rendering_physician: 601,
	submit_for_billing: true,
	billing_status: week < 6 ? 'BILLED' : null,
}));

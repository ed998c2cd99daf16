import { appointmentCategories, doctors, soapNotes } from './seed-clinic.mts';

interface Icd {
	id: number;
	code: string;
	description: string;
}

const icdCodes: readonly Icd[] = [
	{ id: 5101, code: 'M54.50', description: 'Low back pain, unspecified' },
	{ id: 5102, code: 'M54.2', description: 'Cervicalgia' },
	{ id: 5103, code: 'M25.511', description: 'Pain in right shoulder' },
	{ id: 5104, code: 'M25.512', description: 'Pain in left shoulder' },
	{ id: 5105, code: 'M25.561', description: 'Pain in right knee' },
	{ id: 5106, code: 'M25.562', description: 'Pain in left knee' },
	{ id: 5107, code: 'M75.101', description: 'Unspecified rotator cuff tear or rupture of right shoulder' },
	{ id: 5108, code: 'M17.11', description: 'Unilateral primary osteoarthritis, right knee' },
	{ id: 5109, code: 'M17.12', description: 'Unilateral primary osteoarthritis, left knee' },
	{
		id: 5110,
		code: 'S83.511A',
		description: 'Sprain of anterior cruciate ligament of right knee, initial encounter',
	},
	{ id: 5111, code: 'H81.10', description: 'Benign paroxysmal vertigo, unspecified ear' },
	{ id: 5112, code: 'R42', description: 'Dizziness and giddiness' },
	{ id: 5113, code: 'I89.0', description: 'Lymphedema, not elsewhere classified' },
	{ id: 5114, code: 'F82', description: 'Specific developmental disorder of motor function' },
	{ id: 5115, code: 'M99.03', description: 'Segmental and somatic dysfunction of lumbar region' },
	{ id: 5116, code: 'Z96.651', description: 'Presence of right artificial knee joint' },
];

const icd11Codes: readonly Icd[] = [{ id: 6101, code: 'ME84.2', description: 'Low back pain' }];

const address = {
	line1: '18 Larkspur Lane',
	line2: 'Apt 3',
	landmark: null,
	city: 'Boston',
	state: 'MA',
	postal_code: '02115',
	latitude: null,
	longitude: null,
	gps_link: null,
	country: 'US',
	plus_code: null,
	place_id: null,
};

const payer = {
	institutional_claims: 'yes',
	professional_claims: 'yes',
	era: 'yes',
	eligibility: 'yes',
	attachments: 'no',
	workers_comp: false,
	secondary_support: true,
	eligibility_category: 'MEDICAL',
	clearing_house: 'CLAIM_MD',
	name_aliases: null,
	credentialed: 'yes',
	edocument_support: false,
	deleted: false,
};

const subscriber = {
	first_name: 'Odette',
	middle_name: null,
	last_name: 'Quillmere',
	date_of_birth: '1979-03-14',
	sex: 'FEMALE',
	address: null,
	subscriber_address: address,
	signature: null,
	email: 'odette.quillmere@mail.example',
	phone: '6175550118',
	relation: 'SELF',
};

const cardFrame = {
	payer_alias_details: null,
	group_name: null,
	plan_type: null,
	pre_authorization_number: null,
	plan_end_date: null,
	subscriber,
	insurance_file: { file_name_front: null, file_name_back: null },
};

const existingPatient = {
	patient_id: 900001,
	first_name: 'Odette',
	middle_name: null,
	last_name: 'Quillmere',
	date_of_birth: '1979-03-14',
	sex: 'FEMALE',
	clinic_id: 101,
	mobile: '6175550118',
	email_address: 'odette.quillmere@mail.example',
	address,
} as const;

const insuranceCards = [
	{
		...cardFrame,
		insurance_card_id: 7001,
		insurance_payer: {
			...payer,
			payer_reg_id: 3001,
			name: 'Harborlight Mutual',
			payer_type: 'COMMERCIAL',
			payer_state: 'MA',
			payer_id: 'HLM01',
		},
		insurance_number: 'HLM-4410-0097',
		payer_id: 'HLM01',
		insurance_type: 'PPO',
		group_number: 'G-220',
		plan_name: 'Harborlight Blue Tide',
		plan_start_date: '2025-01-01',
	},
	{
		...cardFrame,
		insurance_card_id: 7002,
		insurance_payer: {
			...payer,
			payer_reg_id: 3002,
			name: 'Bay Commons Supplemental',
			payer_type: 'COMMERCIAL',
			payer_state: 'MA',
			payer_id: 'BCS77',
		},
		insurance_number: 'BCS-0031-5526',
		payer_alias_details: { alias_id: '5b0f7c5e-3f0a-4a52-9d6b-0d6c2f6a1e11', alias_name: 'Bay Commons' },
		payer_id: 'BCS77',
		insurance_type: 'SUPPLEMENTAL',
		group_number: null,
		plan_name: 'Second Harbor',
		plan_start_date: '2025-01-01',
	},
];

const referringPhysicians = [
	{
		id: 4001,
		first_name: 'Ansel',
		last_name: 'Thornbury',
		npi: '1999999901',
		fax_number: '6175550141',
		phone_number: '6175550140',
		address1: '40 Windlass Street',
		address2: 'Suite 2',
		city: 'Boston',
		state: 'MA',
		zip: '02116',
	},
	{
		id: 4002,
		first_name: 'Ilse',
		last_name: 'Varnholt',
		npi: '1999999919',
		fax_number: '4135550171',
		phone_number: '4135550170',
		address1: '7 Ferncroft Road',
		address2: '',
		city: 'Springfield',
		state: 'MA',
		zip: '01103',
	},
	{
		id: 4003,
		first_name: 'Bram',
		last_name: 'Oakhollow',
		npi: '1999999927',
		fax_number: '6175550181',
		phone_number: '6175550180',
		address1: '12 Copperline Avenue',
		address2: '',
		city: 'Boston',
		state: 'MA',
		zip: '02118',
	},
] as const;

export const spry = {
	organisationId: 77,
	userId: 501,
	userName: 'CareChain Demo',
	roles: ['ADMIN'],
	clientId: 'demo-spry-client',
	clientSecret: 'demo-spry-secret',
	scope: 'read write',
	clinics: [
		{ id: 101, name: 'Quarterdeck Therapy Boston', city: 'Boston', state: 'MA' },
		{ id: 102, name: 'Quarterdeck Therapy Springfield', city: 'Springfield', state: 'MA' },
	],
	specializations: ['MSK', 'VESTIBULAR', 'PEDIATRIC', 'LYMPHATIC', 'CHIROPRACTOR'],
	doctors,
	appointmentCategories,
	/** The buckets that uploads can use. */
	buckets: ['us-phy-uploads'],
	icdCodes,
	/** Found when searching for this revision; a case does not accept them. */
	icd11Codes,
	referringPhysicians,
	/** The sample patient, who has both insurance cards. */
	existingPatient,
	insuranceCards,
	/** Of the same patient. */
	soapNotes,
	/** Signs the sandbox's own tokens; useless anywhere else. */
	signingSecret: 'demo-only-spry-signing-secret-of-the-sandbox',
};

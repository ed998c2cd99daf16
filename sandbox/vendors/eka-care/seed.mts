type Row = readonly [
	oid: string,
	partnerId: string,
	firstName: string,
	lastName: string,
	gender: 'M' | 'F' | 'O',
	dob: string,
];

/** The sample patients of the workspace. */
const patientRows: readonly Row[] = [
	['175071003000417', 'CC-PT-0001', 'Maren', 'Holloway', 'F', '1984-02-11'],
	['175072006000834', 'CC-PT-0002', 'Tobias', 'Fennimore', 'M', '1971-09-03'],
	['175073009001251', 'CC-PT-0003', 'Ishani', 'Velkar', 'F', '1990-06-27'],
	['175074012001668', 'CC-PT-0004', 'Desmond', 'Arkwright', 'M', '1958-12-19'],
	['175075015002085', 'CC-PT-0005', 'Lucia', 'Brandmoor', 'F', '2001-04-08'],
	['175076018002502', 'CC-PT-0006', 'Arvid', 'Stellman', 'M', '1966-01-30'],
	['175077021002919', 'CC-PT-0007', 'Keziah', 'Osterhaus', 'F', '1979-11-15'],
	['175078024003336', 'CC-PT-0008', 'Rohan', 'Pellikar', 'M', '1988-08-22'],
	['175079027003753', 'CC-PT-0009', 'Imogen', 'Farrowdale', 'F', '1995-03-05'],
	['1175080030004170', 'CC-PT-0010', 'Caspian', 'Drummel', 'M', '2012-07-17'],
	['175081033004587', 'CC-PT-0011', 'Noor', 'Halvani', 'F', '1983-10-01'],
	['175082036005004', 'CC-PT-0012', 'Emeric', 'Vantongeren', 'M', '1949-05-24'],
	['175083039005421', 'CC-PT-0013', 'Sunniva', 'Kjellberry', 'F', '1999-12-09'],
	['175084042005838', 'CC-PT-0014', 'Anand', 'Torvikar', 'M', '1976-02-28'],
	['175085045006255', 'CC-PT-0015', 'Philippa', 'Gannet', 'F', '1962-06-13'],
	['175086048006672', 'CC-PT-0016', 'Bastian', 'Rookwood', 'M', '1993-09-29'],
	['175087051007089', 'CC-PT-0017', 'Yara', 'Castellmont', 'F', '1987-01-18'],
	['175088054007506', 'CC-PT-0018', 'Otis', 'Merriwell', 'M', '2008-11-02'],
	['175089057007923', 'CC-PT-0019', 'Devika', 'Randhal', 'F', '1970-04-21'],
	['1175090060008340', 'CC-PT-0020', 'Jasper', 'Quennell', 'M', '1981-08-06'],
	['175091063008757', 'CC-PT-0021', 'Freya', 'Lindqvale', 'F', '1955-03-31'],
	['175092066009174', 'CC-PT-0022', 'Matteo', 'Sorrenfeld', 'M', '1998-10-12'],
	['175093069009591', 'CC-PT-0023', 'Adaeze', 'Nworthy', 'F', '1991-07-25'],
	['175094072010008', 'CC-PT-0024', 'Silas', 'Bramblewick', 'M', '1964-05-16'],
	['175095075010425', 'CC-PT-0025', 'Tanvi', 'Meshrikar', 'F', '2004-02-14'],
	['175096078010842', 'CC-PT-0026', 'Conrad', 'Eberstone', 'M', '1973-12-27'],
	['175097081011259', 'CC-PT-0027', 'Elowen', 'Tregarth', 'F', '1986-06-04'],
	['175098084011676', 'CC-PT-0028', 'Farid', 'Osmanlow', 'M', '1960-09-20'],
	['175099087012093', 'CC-PT-0029', 'Greta', 'Winterbourne', 'F', '1997-01-07'],
	['1175100090012510', 'CC-PT-0030', 'Hugo', 'Pemberline', 'M', '1952-11-23'],
];

export const ekaCare = {
	clientId: 'EC_DEMO_CARECHAIN',
	clientSecret: 'demo-eka-secret',
	/** Lets the client act on the workspace below; `api_key` is the older name of the same field. */
	sharingKey: 'demo-eka-sharing-key',
	workspaceId: '71775000000042',
	workspaceName: 'CareChain Demo Workspace',
	clinics: [
		{
			id: '64b7f0a1c2d3e4f5a6b7c801',
			partnerId: 'CC-CLINIC-BOS',
			name: 'Quarterdeck Clinic Boston',
			address: { line1: '1 Quarterdeck Row', city: 'Boston', state: 'MA', country: 'US', pincode: '021090' },
		},
		{
			id: '64b7f0a1c2d3e4f5a6b7c802',
			partnerId: 'CC-CLINIC-SPR',
			name: 'Quarterdeck Clinic Springfield',
			address: { line1: '2 Quarterdeck Row', city: 'Springfield', state: 'MA', country: 'US', pincode: '011030' },
		},
	],
	/** `clinicIds` says where a doctor may be booked. */
	doctors: [
		{
			id: '161467756044203',
			partnerId: 'CC-DR-1',
			name: 'Dr. Leonie Ashgrove',
			gender: 'F',
			clinicIds: ['64b7f0a1c2d3e4f5a6b7c801', '64b7f0a1c2d3e4f5a6b7c802'],
			services: [
				{ confId: 'conf-ashgrove-visit', name: 'Consultation', type: 'REGULAR', minutes: 15, price: 500 },
				{ confId: 'conf-ashgrove-review', name: 'Review', type: 'FOLLOW_UP', minutes: 30, price: null },
			],
		},
		{
			id: '161467756044204',
			partnerId: 'CC-DR-2',
			name: 'Dr. Nikhil Sandmoor',
			gender: 'M',
			clinicIds: ['64b7f0a1c2d3e4f5a6b7c801'],
			services: [
				{ confId: 'conf-sandmoor-visit', name: 'Consultation', type: 'REGULAR', minutes: 20, price: 400 },
			],
		},
		{
			id: '161467756044205',
			partnerId: 'CC-DR-3',
			name: 'Dr. Rosalind Peake',
			gender: 'F',
			clinicIds: ['64b7f0a1c2d3e4f5a6b7c802'],
			services: [{ confId: 'conf-peake-visit', name: 'Consultation', type: 'REGULAR', minutes: 15, price: 0 }],
		},
	],
	/** IDs that exist and belong to another workspace. */
	elsewhere: {
		doctorId: '161467756099901',
		clinicId: '64b7f0a1c2d3e4f5a6b7c899',
		appointmentId: 'api-71775000000099-1',
		prescriptionId: 'P-DW-00000000-0000-4000-8000-000000000099',
	},
	prescriptions: [
		{
			id: 'P-DW-00000000-0000-4000-8000-000000000001',
			doctorId: '161467756044203',
			clinicId: '64b7f0a1c2d3e4f5a6b7c801',
			patientId: '175071003000417',
			medicine: 'Made-up tablet 10 mg',
		},
	],
	/** The first and the last patient share a phone number. */
	patients: patientRows.map(([oid, partnerId, firstName, lastName, gender, dob], index) => ({
		oid,
		partnerId,
		firstName,
		lastName,
		gender,
		dob,
		mobile: `+9198000${String(10_001 + (index % (patientRows.length - 1)))}`,
	})),
	/** Signs the sandbox's own tokens; useless anywhere else. */
	signingSecret: 'demo-only-eka-care-signing-secret-of-the-sandbox',
};

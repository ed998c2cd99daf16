import { createHash } from 'node:crypto';

import { medMitra } from '../../../sandbox/seed.mts';
import type { OperationCase, Row } from './types.mts';

export const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');
export const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
export const JPEG = Buffer.from('ffd8ffe000104a46494600010100', 'hex');

function good(number: number): Row {
	return {
		json: { name: `Adair Testberry${number}`, age: 40 + number, gender: 'Female', summary: `Knee pain ${number}` },
		files: { report: { content: PDF, fileName: 'report.pdf', mimeType: 'application/pdf' } },
	};
}

function sha256(content: Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}

export const medMitraCaseCreate: OperationCase = {
	vendor: 'medMitra',
	folder: 'MedMitra',
	node: 'n8n-nodes-carechain.medMitra',
	resource: 'case',
	operation: 'create',
	operationId: 'createCase',
	parameters: {
		patientName: '={{ $json.name }}',
		patientAge: '={{ $json.age }}',
		patientGender: '={{ $json.gender }}',
		caseSummary: '={{ $json.summary }}',
		additionalFields: { labFiles: 'report' },
	},
	good,
	unsendable: {
		row: (number) => ({ ...good(number), json: { ...good(number).json, age: 45.5 } }),
		message: /"Patient Age" is not a whole number/,
		field: 'Patient Age',
	},
	refused: {
		// The server checks next to nothing that the node has not checked, so its storage is made to refuse.
		settings: { refusedFileName: 'refused.pdf' },
		row: (number) => ({
			...good(number),
			files: { report: { content: PDF, fileName: 'refused.pdf', mimeType: 'application/pdf' } },
		}),
		message: /^MedMitra could not store a file \(HTTP 400\)/,
		description: /case was created all the same.*with the ID/,
		httpStatus: 400,
		vendorWords: /statusCode|quota/,
	},
	table: 'med_mitra_case',
	mapsFrom: () => ({
		patient_name: 'Jürgen {Testberry}',
		patient_age: '45',
		patient_gender: 'female',
		case_summary: 'Knee {left} hurts',
		lab_files: 'first, second,third',
		radiology_files: 'scan, photo',
	}),
	output: (number) => ({
		patient_name: `Adair Testberry${number}`,
		patient_age: 40 + number,
		status: 'processing',
		case_id: expect.any(String),
		uploaded_files: [expect.objectContaining({ file_name: 'report.pdf', file_category: 'lab' })],
	}),
	complete: [
		{
			name: 'several files of both kinds under hostile and equal names, braces in the texts',
			parameters: {
				additionalFields: {
					labFiles: 'first, second,third',
					radiologyFiles: '={{ [$binary.scan, $input.item.binary.photo] }}',
				},
			},
			row: {
				json: { name: 'Jürgen {Testberry}', age: '45', gender: 'female', summary: 'Knee {left} hurts' },
				files: {
					first: { content: PDF, fileName: 'größe #1.pdf', mimeType: 'application/pdf' },
					second: { content: PDF, fileName: '../../größe #1.pdf', mimeType: 'application/pdf' },
					third: {
						content: Buffer.from('test,value\nCRP,4\n'),
						fileName: 'values.csv',
						mimeType: 'text/csv',
					},
					scan: { content: PNG, fileName: 'scan', mimeType: 'image/png' },
					photo: { content: JPEG, fileName: 'photo.jpeg', mimeType: 'image/jpeg' },
				},
			},
			expected({ parts }) {
				expect(parts).toEqual([
					expect.objectContaining({ name: 'user_id', text: medMitra.doctors[0]?.id }),
					expect.objectContaining({ name: 'patient_name', text: 'Jürgen (Testberry)' }),
					expect.objectContaining({ name: 'patient_age', text: '45' }),
					expect.objectContaining({ name: 'patient_gender', text: 'Female' }),
					expect.objectContaining({ name: 'case_summary', text: 'Knee (left) hurts' }),
					file('lab_files', 'gro-e-1.pdf', 'application/pdf', PDF),
					file('lab_files', 'gro-e-1-2.pdf', 'application/pdf', PDF),
					file('lab_files', 'values.csv', 'text/csv', Buffer.from('test,value\nCRP,4\n')),
					file('radiology_files', 'scan.png', 'image/png', PNG),
					file('radiology_files', 'photo.jpeg', 'image/jpeg', JPEG),
				]);
			},
		},
	],
};

function file(name: string, filename: string, contentType: string, content: Buffer) {
	return expect.objectContaining({ name, filename, contentType, size: content.length, sha256: sha256(content) });
}

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../tools/command.mjs';
import { node24 } from '../../tools/setup.mjs';

interface Schema {
	type?: string | string[];
	additionalProperties?: unknown;
	properties?: Record<string, Schema>;
	items?: Schema;
}
interface Operation {
	operationId?: string;
	summary?: string;
	description?: string;
	responses?: Record<string, unknown>;
}
interface Document {
	openapi: string;
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, Schema> };
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];
const fileOf = (vendor: string) => join(projectRoot, 'sandbox', 'contracts', `${vendor}.yaml`);
const documentOf = (vendor: string) => parse(readFileSync(fileOf(vendor), 'utf8')) as Document;
const operationsOf = ({ paths }: Document) =>
	Object.values(paths).flatMap((item) => METHODS.flatMap((method) => (item[method] ? [item[method]] : [])));

const vendors = readdirSync(join(projectRoot, 'sandbox', 'contracts')).map((file) => basename(file, '.yaml'));

describe.each(vendors)('the contract of %s', (vendor) => {
	test('is valid OpenAPI 3.1', () => {
		const validator = join(
			projectRoot,
			...['node_modules', '@seriousme', 'openapi-schema-validator', 'bin', 'validate-api-cli.js'],
		);
		const { status, stdout } = spawnSync(node24(), [validator, fileOf(vendor)], { encoding: 'utf8' });
		expect({ status, answer: JSON.parse(stdout) }).toEqual({ status: 0, answer: { valid: true } });
		expect(documentOf(vendor).openapi).toMatch(/^3\.1\./);
	});

	test('names and explains every operation', () => {
		const operations = operationsOf(documentOf(vendor));
		expect(operations.length).toBeGreaterThan(4);
		for (const { operationId, summary, description, responses } of operations) {
			expect(operationId).toMatch(/^[a-z][A-Za-z]+$/);
			expect(summary).toMatch(/\w+ \w+/);
			expect(description).toMatch(/\w+ \w+/);
			expect(Object.keys(responses ?? {}).length).toBeGreaterThan(1);
		}
		const ids = operations.map(({ operationId }) => operationId);
		expect(new Set(ids).size).toBe(ids.length);
	});
});

test.each([
	[
		'spry',
		[
			...['NewPatient', 'NewCase', 'CaseChanges', 'Physician', 'IcdCode', 'Payer', 'NewFile', 'NewDocument'],
			...['DocumentChanges', 'NewAppointment', 'NewAuthorization', 'AuthorizationChanges', 'AuthorizationPayer'],
			...[
				'NewReferringPhysician',
				'ReferringPhysicianChanges',
				'Office',
				'NewDoctor',
				'DoctorChanges',
				'Experience',
			],
			...['NewStaff', 'StaffUser', 'StaffDoctor', 'StaffChanges', 'StaffUserChanges', 'StaffDoctorChanges'],
			...['NewBlock', 'BlockChanges', 'NewSoapNote', 'NewSubscription', 'SubscriptionChanges'],
		],
	],
	['eka-care', ['NewAppointment', 'AppointmentDetails', 'PatientDetails', 'NewCase']],
])('the contract of %s closes the objects whose fields the vendor lists', (vendor, names) => {
	const { schemas } = documentOf(vendor).components;
	const open = names.filter((name) => schemas[name]?.additionalProperties !== false);
	expect(open).toEqual([]);
});

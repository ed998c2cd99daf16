import { ekaCare } from '../sandbox/seed.mts';
import type { Page } from 'playwright-core';

import { openCredential, testOutcome } from '../test/support/editor/credential-screen.mts';
import { openWorkflow, type Editor, type Given } from '../test/support/editor/editor.mts';
import { openList, searchList } from '../test/support/editor/locator.mts';
import { execute, openNode, output, showTable } from '../test/support/editor/node-view.mts';

export interface Picture {
	/** Name of the file, without the theme. */
	name: string;
	/** What the picture shows, for people who cannot see it. */
	alt: string;
	/** Prepares the editor for the picture. */
	stage: (editor: Editor) => Promise<void>;
	/** The part of the page; the whole page if left out. */
	part?: string;
}

const PANEL = '[data-test-id=ndv]';
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const fromList = (value: string, name: string) => ({ __rl: true, mode: 'list', value, cachedResultName: name });
const [clinic] = ekaCare.clinics;
const [doctor] = ekaCare.doctors;
const [maren] = ekaCare.patients;

const SPRY_PATIENT = {
	resource: 'patient',
	operation: 'create',
	firstName: 'Maren',
	lastName: 'Holloway',
	dateOfBirth: '1984-02-11T00:00:00',
	sex: 'FEMALE',
	clinicId: fromList('101', 'Quarterdeck Therapy Boston (101)'),
	additionalFields: { mobile: '617-555-0101' },
};

const NODES: Record<string, Given> = {
	spry: { name: 'Create patient', type: 'spry', credential: 'spryOAuth2Api', parameters: SPRY_PATIENT },
	'eka-care': {
		name: 'Book appointment',
		type: 'ekaCare',
		credential: 'ekaCareApi',
		parameters: {
			resource: 'appointment',
			operation: 'book',
			patientId: fromList(maren?.oid ?? '', 'Maren Holloway'),
			doctorId: fromList(doctor?.id ?? '', doctor?.name ?? ''),
			clinicId: fromList(clinic?.id ?? '', clinic?.name ?? ''),
			startTime: '2027-01-15T09:30:00',
			endTime: '2027-01-15T10:00:00',
		},
	},
	'med-mitra': {
		name: 'Create case',
		type: 'medMitra',
		credential: 'medMitraApi',
		parameters: {
			resource: 'case',
			operation: 'create',
			patientName: 'Maren Holloway',
			patientAge: 42,
			patientGender: 'Female',
			caseSummary: 'Low back pain for six weeks after lifting a box. No leg pain, no numbness.',
		},
	},
	'spry-trigger': {
		name: 'Spry Trigger',
		type: 'spryTrigger',
		credential: 'spryOAuth2Api',
		parameters: { events: ['patient.created', 'appointment.created'], options: { fetchRecord: true } },
	},
	'eka-care-trigger': {
		name: 'Eka Care Trigger',
		type: 'ekaCareTrigger',
		credential: 'ekaCareApi',
		parameters: { events: ['appointment.created', 'appointment.updated'] },
	},
	'eka-care-records-trigger': {
		name: 'Eka Care Records Trigger',
		type: 'ekaCareRecordsTrigger',
		credential: 'ekaCareApi',
		parameters: { event: 'documentChanged', patientId: fromList(maren?.oid ?? '', 'Maren Holloway') },
	},
	'med-mitra-trigger': {
		name: 'MedMitra Trigger',
		type: 'medMitraTrigger',
		credential: 'medMitraApi',
		parameters: { events: ['analysisCompleted', 'analysisStuck'] },
	},
};

async function openPanel(editor: Editor, given: Given): Promise<void> {
	await openWorkflow(editor, `Picture of ${given.name}`, [given]);
	await openNode(editor.page, given.name);
}

/** n8n shows a list of hints over a workflow that was just published. */
async function closeChecklist(page: Page): Promise<void> {
	const title = page.getByText('Production Checklist');
	await title.waitFor({ timeout: 5000 }).catch(() => undefined);
	const box = await title.boundingBox().catch(() => null);
	if (!box) return;
	await page.mouse.click(box.x + 321, box.y + box.height / 2);
	await title.waitFor({ state: 'hidden' });
}

/** All pictures. */
export const PICTURES: Picture[] = [
	{
		name: 'patient-intake',
		alt: 'The patient intake workflow in the n8n editor',
		stage: async ({ page, stack, intakeId }) => {
			await page.goto(`${stack.n8n.url}/workflow/${intakeId}`);
			await page.locator('[data-test-id=canvas-node]').first().waitFor();
			await closeChecklist(page);
			await page.locator('[data-test-id=zoom-to-fit]').click();
		},
	},
	...Object.entries(NODES).map(([name, given]) => ({
		name,
		alt: `The fields of the node ${given.name}`,
		stage: async (editor: Editor) => await openPanel(editor, given),
		part: PANEL,
	})),
	{
		name: 'credential',
		alt: 'A credential whose test has succeeded',
		stage: async (editor) => {
			await openCredential(editor, 'Eka Care');
			const { passed, message } = await testOutcome(editor.page);
			if (!passed) throw new Error(message);
		},
		part: '[data-test-id=editCredential-modal]',
	},
	{
		name: 'from-list',
		alt: 'Choosing a patient from the list that Eka Care fills',
		stage: async (editor) => {
			await openPanel(editor, {
				name: 'Create case',
				type: 'ekaCare',
				credential: 'ekaCareApi',
				parameters: { resource: 'case', operation: 'create', displayName: 'Low back pain' },
			});
			await openList(editor.page, 'patientId');
			await searchList(editor.page, 'Ma');
			await editor.page.locator('[data-test-id=rlc-item]', { hasText: 'Matteo' }).waitFor();
		},
		part: PANEL,
	},
	{
		name: 'output',
		alt: 'Patients of Eka Care as a table',
		stage: async (editor) => {
			await openPanel(editor, {
				name: 'Get many patients',
				type: 'ekaCare',
				credential: 'ekaCareApi',
				parameters: { resource: 'patient', operation: 'getAll', limit: 15 },
			});
			await execute(editor.page);
			await showTable(editor.page);
			await output(editor.page);
		},
		part: PANEL,
	},
	{
		name: 'error',
		alt: 'An error that says what is wrong, for which item, and what to do',
		stage: async (editor) => {
			await openPanel(editor, {
				name: 'Get patient',
				type: 'spry',
				credential: 'spryOAuth2Api',
				parameters: { resource: 'patient', operation: 'get', patientId: byId('1024') },
			});
			await execute(editor.page);
			await output(editor.page);
		},
		part: PANEL,
	},
];

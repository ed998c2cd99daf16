import { eventually } from '../../tools/n8n-client.mts';
import { ekaCare } from '../../sandbox/seed.mts';
import { builtNodes } from '../support/editor/descriptions.mts';
import { openWorkflow, type Editor } from '../support/editor/editor.mts';
import { listed, openList, pick, picked, searchList } from '../support/editor/locator.mts';
import { closeNode, openNode } from '../support/editor/node-view.mts';

interface List {
	node: string;
	method: string;
	parameters: Record<string, unknown>;
	field: string;
	/** Words to look for, and the entry that they lead to. */
	words: string;
	entry: RegExp;
	/** Nothing is listed before something is typed. */
	typed?: boolean;
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const FROM_LIST = { __rl: true, mode: 'list', value: '' };
const [maren] = ekaCare.patients;
const patientId = byId(maren?.oid ?? '');
const caseOfOdette = { resource: 'case', operation: 'create', patientId: byId('900001') };

const LISTS: List[] = [
	{
		node: 'spry',
		method: 'searchClinics',
		parameters: { resource: 'patient', operation: 'create' },
		field: 'clinicId',
		words: 'spring',
		entry: /^Quarterdeck Therapy Springfield \(102\)$/,
	},
	{
		node: 'spry',
		method: 'searchSpecializations',
		parameters: caseOfOdette,
		field: 'specialization',
		words: 'vest',
		entry: /^VESTIBULAR$/,
	},
	{
		node: 'spry',
		method: 'searchIcdCodes',
		parameters: { ...caseOfOdette, additionalFields: { icdCodes: { codes: [{ code: FROM_LIST }] } } },
		field: 'code',
		words: 'shoulder',
		entry: /^M25\.511, Pain in right shoulder$/,
		typed: true,
	},
	{
		node: 'spry',
		method: 'searchInsuranceCards',
		parameters: {
			...caseOfOdette,
			additionalFields: { insuranceCardList: { cards: [{ insuranceCardId: FROM_LIST }] } },
		},
		field: 'insuranceCardId',
		words: 'harbor',
		entry: /^Harborlight Mutual/,
	},
	{
		node: 'spry',
		method: 'searchAppointmentCategories',
		parameters: { resource: 'appointment', operation: 'create', clinicId: byId('101') },
		field: 'appointmentCategoryId',
		words: 'minutes',
		entry: /\d+ minutes$/,
	},
	{
		node: 'ekaCare',
		method: 'searchDoctors',
		parameters: { resource: 'slot', operation: 'getAll' },
		field: 'doctorId',
		words: 'peake',
		entry: /^Dr\. Rosalind Peake$/,
	},
	{
		node: 'ekaCare',
		method: 'searchClinics',
		parameters: { resource: 'slot', operation: 'getAll' },
		field: 'clinicId',
		words: 'spring',
		entry: /^Quarterdeck Clinic Springfield$/,
	},
	{
		node: 'ekaCare',
		method: 'searchPatients',
		parameters: { resource: 'case', operation: 'create' },
		field: 'patientId',
		words: 'Maren',
		entry: /^maren holloway/i,
	},
	{
		node: 'ekaCare',
		method: 'searchAppointments',
		parameters: { resource: 'appointment', operation: 'cancel' },
		field: 'appointmentId',
		words: 'dr.',
		entry: / · Dr\. /,
	},
	{
		node: 'ekaCare',
		method: 'searchCases',
		parameters: { resource: 'case', operation: 'get', patientId },
		field: 'caseId',
		words: 'back pain',
		entry: /back pain/i,
	},
	{
		node: 'medMitra',
		method: 'searchCases',
		parameters: { resource: 'case', operation: 'get' },
		field: 'caseId',
		words: 'maren',
		entry: /^maren holloway/i,
	},
	{
		node: 'ekaCareRecordsTrigger',
		method: 'searchPatients',
		parameters: {},
		field: 'patientId',
		words: 'Tobias',
		entry: /^tobias fennimore/i,
	},
];

const CREDENTIALS: Record<string, string> = {
	spry: 'spryOAuth2Api',
	ekaCare: 'ekaCareApi',
	ekaCareRecordsTrigger: 'ekaCareApi',
	medMitra: 'medMitraApi',
};

export function lists(editor: () => Editor): void {
	it('is looked at below for every list that a node offers', () => {
		const offered = builtNodes().flatMap(({ description, listSearches }) =>
			listSearches.map((method) => `${description.name}.${method}`),
		);
		expect(LISTS.map(({ node, method }) => `${node}.${method}`).sort()).toEqual(offered.sort());
	});

	const nameOf = ({ node, method }: List) => `${node} ${method}`;

	beforeAll(async () => {
		const nodes = LISTS.map((list) => ({
			name: nameOf(list),
			type: list.node,
			parameters: list.parameters,
			credential: CREDENTIALS[list.node],
		}));
		await openWorkflow(editor(), 'Lists', nodes);
	}, 120_000);

	it.each(LISTS.map((list) => [nameOf(list), list] as const))(
		'of %s shows the entries, finds what is typed, and keeps the name of what is picked',
		async (node, { field, words, entry, typed }) => {
			const { page } = editor();
			await openNode(page, node);
			await openList(page, field);
			const all = typed ? [] : await eventually('entries', filled);

			await searchList(page, words);
			const found = await eventually(`entries with "${words}"`, async () => {
				const names = await filled();
				return names?.every((name) => name.toLowerCase().includes(words.toLowerCase())) ? names : undefined;
			});
			if (!typed) expect(all).toEqual(expect.arrayContaining(found));
			const name = found.find((one) => entry.test(one)) ?? '';
			expect(name).toMatch(entry);

			await pick(page, name);
			expect(await picked(page, field)).toBe(name);
			await closeNode(page);

			async function filled(): Promise<string[] | undefined> {
				const names = await listed(page);
				return names.length > 0 ? names : undefined;
			}
		},
		180_000,
	);
}

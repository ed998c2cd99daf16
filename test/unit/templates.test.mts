import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeTypeDescription } from 'n8n-workflow';

import type { Workflow, WorkflowNode } from '../../tools/n8n-client.mts';
import { createEngine, projectRoot, type Engine } from '../support/engine.mts';
import {
	heightOfText,
	isNote,
	issuesOf,
	overlaps,
	stepsOf,
	strayParameters,
	templateNames,
	templatesFolder,
} from '../support/templates.mts';

const OWN = 'n8n-nodes-carechain.';
const KNOWN_PACKAGES = [OWN, 'n8n-nodes-base.', '@n8n/n8n-nodes-langchain.'];

const textOf = (name: string) => readFileSync(join(templatesFolder, name), 'utf8');
const read = (name: string) => JSON.parse(textOf(name)) as Workflow;

let engine: Engine;

/** n8n gives a node two more parameters when it is a tool of an agent. */
function descriptionOf({ type }: WorkflowNode): INodeTypeDescription {
	const { description } = engine.nodeType(type.replace(/Tool$/, ''));
	if (!type.endsWith('Tool')) return description;
	const added = ['descriptionType', 'toolDescription'].map((name) => ({
		...{ name, displayName: name, default: '' },
		type: 'string' as const,
	}));
	return { ...description, properties: [...added, ...description.properties] };
}

beforeAll(async () => {
	engine = await createEngine();
});

afterAll(() => engine.close());

describe.each(templateNames())('the template %s', (name) => {
	const workflow = read(name);
	const steps = stepsOf(workflow);
	const notes = workflow.nodes.filter(isNote);

	it('consists of nodes of n8n and of this package', () => {
		const strange = steps.filter(({ type }) => !KNOWN_PACKAGES.some((prefix) => type.startsWith(prefix)));
		expect(strange).toEqual([]);
		expect(steps.some(({ type }) => type.startsWith(OWN))).toBe(true);
	});

	it('gives the nodes of this package all required parameters, and no unknown ones', () => {
		for (const node of steps.filter(({ type }) => type.startsWith(OWN))) {
			const description = descriptionOf(node);
			expect(strayParameters(node, description)).toEqual([]);
			expect(issuesOf(node, description)).toEqual([]);
		}
	});

	it('lets each node of this package go on after a refusal, and reports the refusal', () => {
		// The refusal of a tool goes to the agent.
		const own = steps.filter(({ type }) => type.startsWith(OWN) && !/(Trigger|Tool)$/.test(type));
		const connections = workflow.connections as Record<string, { main?: unknown[][] }>;
		const intoNormal = new Set(
			Object.values(connections).flatMap(({ main = [] }) =>
				((main[0] ?? []) as Array<{ node: string }>).map(({ node }) => node),
			),
		);
		// A node that only notes a refusal comes after the refusal was reported.
		const telling = own.filter(
			({ name: one, onError }) => intoNormal.has(one) || onError !== 'continueRegularOutput',
		);
		for (const node of telling) {
			expect([node.name, node.onError]).toEqual([node.name, 'continueErrorOutput']);
			expect([node.name, connections[node.name]?.main?.[1]?.length ?? 0]).not.toEqual([node.name, 0]);
		}
	});

	it('explains what it does, what to set before publishing, and what happens after a refusal', () => {
		const said = notes.map(({ parameters }) => String(parameters.content));
		expect(said.length).toBeGreaterThanOrEqual(3);
		expect(said.join('\n')).toMatch(/before you publish/i);
		expect(said.join('\n')).toMatch(/refused|refuses|booked/);
		for (const content of said) expect(content).toMatch(/^## \S/);
	});

	it('is laid out without overlaps, and each note shows its whole text', () => {
		expect(overlaps(workflow)).toEqual([]);
		const cut = notes.filter((note) => heightOfText(note) > Number(note.parameters.height));
		expect(cut.map((note) => `${note.name} needs ${heightOfText(note)}`)).toEqual([]);
	});

	it('uses each node name once, and connects only nodes that exist', () => {
		const names = workflow.nodes.map((node) => node.name);
		expect(new Set(names).size).toBe(names.length);
		const connected = JSON.stringify(workflow.connections).matchAll(/"node":"((?:[^"\\]|\\.)*)"/g);
		const ends = [...connected].map(([, end]) => end);
		expect([...Object.keys(workflow.connections), ...ends].filter((end) => !names.includes(String(end)))).toEqual(
			[],
		);
		const reached = new Set([...ends, ...steps.filter(({ type }) => isTrigger(type)).map((node) => node.name)]);
		const lonely = steps.filter((node) => !reached.has(node.name) && !(node.name in workflow.connections));
		expect(lonely).toEqual([]);
	});

	it('refers only to its own nodes in its expressions', () => {
		const names = workflow.nodes.map((node) => node.name);
		const named = [...JSON.stringify(steps.map(({ parameters }) => parameters)).matchAll(/\$\('([^']+)'\)/g)];
		expect(named.map(([, one]) => one).filter((one) => !names.includes(String(one)))).toEqual([]);
	});

	it('contains no stored credential, no pinned data, and no address that could be real', () => {
		const credentials = steps.flatMap((node) => Object.values(node.credentials ?? {}));
		expect(credentials.filter(({ id }) => id)).toEqual([]);
		expect(workflow.pinData ?? {}).toEqual({});
		const text = textOf(name);
		const addresses = [...text.matchAll(/[\w.+-]+@([\w-]+\.[\w.-]+)/g)].map(([, domain]) => domain);
		expect(addresses.filter((domain) => !/\.example$/.test(String(domain)))).toEqual([]);
		expect(text).not.toMatch(/https?:\/\//);
	});

	it('is listed in the README and in the README of the examples', () => {
		expect(readFileSync(join(projectRoot, 'README.md'), 'utf8').includes(`examples/${name}`)).toBe(true);
		expect(textOf('README.md').includes(`(${name})`)).toBe(true);
	});

	it('runs in the order of the canvas, and sets which runs n8n keeps', () => {
		expect(workflow.settings).toMatchObject({ executionOrder: 'v1' });
		expect(workflow.settings).toHaveProperty('saveDataSuccessExecution');
	});
});

const isTrigger = (type: string) => /trigger|webhook|emailReadImap/i.test(type);

/** Triggers that anyone on the internet can reach once the workflow is published. */
const OPEN_TRIGGERS = ['n8n-nodes-base.webhook', 'n8n-nodes-base.formTrigger', '@n8n/n8n-nodes-langchain.chatTrigger'];
const isOpen = ({ type }: WorkflowNode) => OPEN_TRIGGERS.includes(type);

const everyTemplate = [
	...templateNames().map((name) => ({ name, workflow: read(name) })),
	{ name: 'deploy/queue/patient-intake-at-once.json', workflow: read('../deploy/queue/patient-intake-at-once.json') },
];

describe.each(everyTemplate.filter(({ workflow }) => workflow.nodes.some(isOpen)))(
	'the template $name, which strangers can reach',
	({ workflow }) => {
		it('asks for a login or a key, with a credential to choose', () => {
			for (const { name, parameters, credentials = {} } of workflow.nodes.filter(isOpen)) {
				const { authentication } = parameters;
				expect([name, authentication]).toEqual([name, expect.stringMatching(/^(basicAuth|headerAuth)$/)]);
				const wanted = authentication === 'basicAuth' ? 'httpBasicAuth' : 'httpHeaderAuth';
				expect([name, ...Object.keys(credentials)]).toEqual([name, wanted]);
			}
		});

		it('says so in its first note', () => {
			const first = workflow.nodes.find(isNote)?.parameters.content;
			expect(first).toMatch(
				/\*\*(The (form|chat) asks for a login|Only callers that send (this|your) key get in)/,
			);
		});
	},
);

describe('the checks of the templates', () => {
	const spry = (parameters: Record<string, unknown>): WorkflowNode => ({
		name: 'Spry',
		type: `${OWN}spry`,
		typeVersion: 1,
		position: [0, 0],
		parameters: { resource: 'case', operation: 'create', authentication: 'oAuth2', ...parameters },
	});
	const strayIn = (parameters: Record<string, unknown>) => {
		const node = spry(parameters);
		return strayParameters(node, descriptionOf(node));
	};
	const note = (position: number[], width: number): WorkflowNode => ({
		name: `Note at ${position.join()}`,
		type: 'n8n-nodes-base.stickyNote',
		position,
		parameters: { content: `## Title\n${'word '.repeat(100)}`, height: 96, width },
	});

	it('find a parameter of another operation, one that does not exist, and one inside a collection', () => {
		expect(strayIn({ caseTitle: 'Knee' })).toEqual([]);
		expect(strayIn({ firstName: 'Ada' })).toEqual(['Spry.firstName']);
		expect(strayIn({ titel: 'Knee' })).toEqual(['Spry.titel']);
		expect(strayIn({ additionalFields: { bodyPainNote: 'Knee' } })).toEqual(['Spry.additionalFields.bodyPainNote']);
	});

	it('find an operation that does not exist, and a required field that is empty', () => {
		const issues = (node: WorkflowNode) => issuesOf(node, descriptionOf(node));
		expect(issues(spry({ operation: 'open' }))).not.toEqual([]);
		expect(issues(spry({ caseTitle: '' }))).not.toEqual([]);
	});

	it('find overlaps, and a note that is too small', () => {
		const nodes = [note([0, 0], 200), note([190, 90], 200), note([400, 0], 200)];
		expect(overlaps({ name: '', connections: {}, nodes })).toEqual(['Note at 0,0 / Note at 190,90']);
		expect(overlaps({ name: '', connections: {}, nodes: [spry({}), note([0, 140], 200)] })).toHaveLength(1);
		expect(heightOfText(note([0, 0], 200))).toBeGreaterThan(300);
		expect(heightOfText(note([0, 0], 2000))).toBeLessThan(150);
	});
});

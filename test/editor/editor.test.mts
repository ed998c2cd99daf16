import { makeCloser } from '../../tools/closer.mts';
import { ensureHost, node24 } from '../../tools/setup.mjs';
import { openEditor, type Editor } from '../support/editor/editor.mts';
import { credentialScreen } from './credential-screen.mts';
import { execution } from './execution.mts';
import { fields } from './fields.mts';
import { lists } from './lists.mts';
import { nodesPanel } from './nodes-panel.mts';
import { themes } from './themes.mts';
import { triggers } from './triggers.mts';

const closer = makeCloser();
let editor: Editor;

beforeAll(async () => {
	await ensureHost();
	editor = await openEditor({ nodePath: node24(), closer });
}, 20 * 60_000);

afterAll(async () => {
	await closer.close();
}, 30_000);

// One n8n and one browser serve all of these; starting them takes longer than most of what is looked at.
describe.each([
	['the nodes panel', nodesPanel],
	['the credential screen', credentialScreen],
	['the fields of a node', fields],
	['a From List field', lists],
	['a step that is executed', execution],
	['a trigger that is tested', triggers],
	['a node in either theme', themes],
])('%s', (_name, tests) => {
	// What a test provokes on purpose it takes itself.
	beforeEach(() => void editor.takeProblems());
	afterEach(() => expect(editor.takeProblems()).toEqual([]));

	tests(() => editor);
});

import type { Closer } from '../../tools/closer.mts';
import { startServer } from '../support/server.mts';

/** A message as OpenAI's chat API has it. */
export interface Message {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string | null;
}

/** A tool as the model is told of it. */
export interface KnownTool {
	name: string;
	description: string;
	parameters: { properties: Record<string, { type?: string; description?: string }>; required?: string[] };
}

/** What the model does next: it says something, or calls tools, several at once if it likes. */
export type Turn = string | Array<{ tool: string; args: Record<string, unknown> }>;

/** Gives the model's next turn, from what it was sent. */
export type Script = (messages: Message[]) => Turn;

export interface ChatModel {
	/** For the credential of n8n's OpenAI nodes. */
	url: string;
	/** What the model was told of the tools last. */
	tools(): KnownTool[];
	/** All that it was sent, as text. */
	heard(): string;
	/** Plays these turns, one for each request. */
	play(...turns: Script[]): void;
	/**
	 * Forgets the turns that were not asked for.
	 *
	 * @throws what a turn threw, or that the conversation ended before it
	 */
	check(): void;
}

/** Answers of tools since the person last spoke, oldest first. */
export function toolAnswers(messages: Message[]): string[] {
	const spoken = messages.map(({ role }) => role).lastIndexOf('user');
	return messages
		.slice(spoken + 1)
		.filter(({ role }) => role === 'tool')
		.map(({ content }) => content ?? '');
}

/** The records in the latest answer of a tool. */
export function latestRecords(messages: Message[]): Array<Record<string, unknown>> {
	return JSON.parse(toolAnswers(messages).at(-1) ?? '[]') as Array<Record<string, unknown>>;
}

/** A model on loopback with OpenAI's chat API, which plays what a test wrote for it. */
export async function startChatModel(closer: Closer): Promise<ChatModel> {
	const turns: Script[] = [];
	const bodies: string[] = [];
	let calls = 0;
	let trouble: Error | undefined;
	const server = await startServer(({ path, body }) => {
		if (path.endsWith('/models')) return { body: { object: 'list', data: [{ id: 'scripted', object: 'model' }] } };
		bodies.push(body);
		const { messages } = JSON.parse(body) as { messages: Message[] };
		try {
			const turn = turns.shift();
			if (!turn) throw new Error('The model was asked for a turn that its script does not have');
			return { body: completion(turn(messages)) };
		} catch (error) {
			trouble ??= error as Error;
			return { status: 400, body: { error: { message: 'The script does not fit', type: 'test' } } };
		}
	});
	closer.add(async () => await server.close());

	function completion(turn: Turn): object {
		const message =
			typeof turn === 'string'
				? { role: 'assistant', content: turn }
				: {
						role: 'assistant',
						content: null,
						tool_calls: turn.map(({ tool, args }) => ({
							id: `call_${++calls}`,
							type: 'function',
							function: { name: tool, arguments: JSON.stringify(args) },
						})),
					};
		const finish = typeof turn === 'string' ? 'stop' : 'tool_calls';
		return {
			...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1_700_000_000, model: 'scripted' },
			choices: [{ index: 0, message, finish_reason: finish, logprobs: null }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	}

	return {
		url: `${server.url}/v1`,
		tools() {
			const { tools = [] } = JSON.parse(bodies.at(-1) ?? '{}') as { tools?: Array<{ function: KnownTool }> };
			return tools.map((tool) => tool.function);
		},
		heard: () => bodies.join('\n'),
		play(...next) {
			turns.push(...next);
		},
		check() {
			const left = turns.splice(0).length;
			const found =
				trouble ?? (left > 0 ? new Error(`The model was not asked for its last ${left} turns`) : undefined);
			trouble = undefined;
			if (found) throw found;
		},
	};
}

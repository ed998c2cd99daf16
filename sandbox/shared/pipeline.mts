import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { RecordedRequest } from '../types.mts';
import type { Contract } from './contract.mts';
import { arrivalOf, BodyTooLarge, send } from './http.mts';
import { recordBody, type Recorder } from './recorder.mts';
import type { Answer, Arrival, Call, House, Vendor } from './vendor.mts';

/**
 * The way of every vendor request: arrive -> hold -> match -> authorise -> check -> handle -> check the answer -> send.
 * `hold` is where the weather is made: latency today, and the place for whatever else may befall a request on its way
 * in. Its counterpart on the way out is just before `send`.
 */
export function createPipeline(vendor: Vendor, contract: Contract, house: House, recorder: Recorder): RequestListener {
	return (request, response) => {
		void run(request, response).catch(() => request.socket.destroy());
	};

	async function run(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const arrival = await arrivalOf(request);
		if (arrival instanceof BodyTooLarge) {
			const entry = recorder.open(vendor.name, arrival.arrival);
			return finish(entry, response, vendor.outside(413, arrival.arrival));
		}
		const entry = recorder.open(vendor.name, arrival);
		await hold(house);
		return finish(entry, response, await answer(arrival, entry));
	}

	async function answer(arrival: Arrival, entry: RecordedRequest): Promise<Answer> {
		try {
			return await answerOperation(arrival, entry);
		} catch (error) {
			entry.answerProblems.push(`crashed: ${error instanceof Error ? error.stack : String(error)}`);
			return vendor.outside(500, arrival);
		}
	}

	async function answerOperation(arrival: Arrival, entry: RecordedRequest): Promise<Answer> {
		const operation = contract.match(arrival);
		if (typeof operation === 'number') return vendor.outside(operation, arrival);
		const operationId = operation.operationId ?? '';
		entry.operationId = operationId;

		const checked = await contract.check(operation, arrival);
		const { params, query, body, parts, problems, ignored } = checked;
		const call: Call = { arrival, operationId, headers: arrival.headers, claims: {}, params, query, body, parts };
		recordBody(entry, call);
		entry.ignored = ignored;

		const turnedAway = await vendor.authorise(call);
		if (!turnedAway) entry.problems = problems;
		const handle = vendor.operations[operationId];
		if (!handle) throw new Error(`no handler for ${operationId}`);
		const result = turnedAway ?? (problems.length > 0 ? vendor.refuse(call, problems) : await handle(call));
		entry.answerProblems = contract.checkAnswer(operation, result);
		return result;
	}

	async function finish(entry: RecordedRequest, response: ServerResponse, result: Answer): Promise<void> {
		entry.status = result.status;
		send(response, result);
	}
}

async function hold(house: House): Promise<void> {
	if (house.settings.latencyMs > 0) await wait(house.settings.latencyMs);
}

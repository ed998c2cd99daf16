import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { RecordedRequest } from '../types.mts';
import type { Contract } from './contract.mts';
import type { FaultStore, AppliedFault } from './faults.mts';
import { BodyTooLarge, headOf, send, withBody } from './http.mts';
import { createLimiter } from './limiter.mts';
import { applyFault } from './apply-fault.mts';
import { recordBody, type Recorder } from './recorder.mts';
import type { Answer, Arrival, Call, House, Vendor } from './vendor.mts';

/**
 * The steps of every vendor request: arrive -> wait -> match -> authorise -> check -> handle -> check the answer -> send.
 * A fault, chosen when the head has arrived, or the vendor's rate limit can end it earlier.
 */
export function createPipeline(
	vendor: Vendor,
	contract: Contract,
	house: House,
	{ recorder, faults }: { recorder: Recorder; faults: FaultStore },
): RequestListener {
	const limiter = createLimiter();

	return (request, response) => {
		void run(request, response).catch(() => request.socket.destroy());
	};

	async function run(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const arrival = headOf(request);
		const matched = contract.match(arrival);
		const operationId = typeof matched === 'number' ? null : (matched.operationId ?? '');
		const entry = recorder.open(vendor.name, arrival);
		entry.operationId = operationId;
		const fault = faults.take(vendor.name, operationId ?? '');
		entry.fault = fault?.kind ?? null;
		if (fault?.kind === 'reset-before') {
			request.socket.resetAndDestroy();
			return;
		}

		if ((await withBody(arrival)) instanceof BodyTooLarge) {
			return finish(entry, response, vendor.outside(413, arrival));
		}
		await hold(house);
		const pause = limiter(house.settings.requestsPerSecond);
		if (pause !== undefined) return finish(entry, response, turnedBack(pause, operationId ?? ''));
		if (fault) return await meetFault(fault, arrival, entry, response);
		return finish(entry, response, await answer(arrival, entry));
	}

	/** The vendor carries the request out where the fault leaves room for that; its answer is spoilt in any case. */
	async function meetFault(fault: AppliedFault, arrival: Arrival, entry: RecordedRequest, response: ServerResponse) {
		const carriedOut = fault.stored ? await answer(arrival, entry) : undefined;
		const operationId = entry.operationId ?? '';
		recorder.close(entry, await applyFault(fault, { vendor, arrival, operationId, response }, carriedOut));
	}

	function turnedBack(seconds: number, operationId: string): Answer {
		const trouble = vendor.trouble(429, operationId, 'Too many requests');
		return { ...trouble, headers: { ...trouble.headers, 'retry-after': String(seconds) } };
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
		if (vendor.isElsewhere?.(operationId, arrival)) return vendor.outside(404, arrival);

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
		if (result.status !== 0) entry.answerProblems = contract.checkAnswer(operation, result);
		return result;
	}

	async function finish(entry: RecordedRequest, response: ServerResponse, result: Answer): Promise<void> {
		recorder.close(entry, result.status);
		if (result.status === 0) response.req.socket.destroy();
		else send(response, result);
	}
}

async function hold(house: House): Promise<void> {
	if (house.settings.latencyMs > 0) await wait(house.settings.latencyMs);
}

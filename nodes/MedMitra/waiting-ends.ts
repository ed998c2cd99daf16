import { type Failure, Refusal } from '../shared/failure';

type End = Pick<Failure, 'kind' | 'message' | 'description'>;

const NO_RERUN = 'MedMitra cannot analyse a case a second time, so create a new one.';

export const FAILED: End = {
	kind: 'refused',
	message: 'The analysis of the case failed',
	description: `The reason stands in the log of the MedMitra server only. Check the case summary and the files. ${NO_RERUN}`,
};

export const WITHOUT_INSIGHTS: End = {
	kind: 'refused',
	message: 'MedMitra completed the analysis, but has no insights for the case',
	description: `It could not store them; the log of the MedMitra server tells why. ${NO_RERUN}`,
};

export function timeIsOver(limit: number, isCreated: boolean): End {
	const advice = isCreated
		? 'Wait on with Case: Wait for Insights; running this item again would create a second case.'
		: 'Run this item again to wait on, or raise Options > Wait Limit.';
	return {
		kind: 'timeout',
		message: `The analysis of the case has not ended within ${spoken(limit)}`,
		description: `${advice} A case that stays in processing is stuck, for instance because MedMitra was restarted meanwhile. ${NO_RERUN}`,
	};
}

function spoken(seconds: number): string {
	const [count, unit] = seconds % 60 === 0 ? [seconds / 60, 'minute'] : [seconds, 'second'];
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

export function ended({ kind, message, description }: End, alreadyDone?: string): Refusal {
	return new Refusal({
		kind,
		message,
		description: alreadyDone === undefined ? description : `${alreadyDone} ${description}`,
		outcome: alreadyDone === undefined ? 'none' : 'partial',
	});
}

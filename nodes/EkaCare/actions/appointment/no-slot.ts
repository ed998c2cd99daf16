import { Refusal } from '../../../shared/failure';

export function nothingFree(days: number): Refusal {
	return new Refusal({
		kind: 'notFound',
		message: `There is no free slot within ${days} days of the earliest time`,
		description:
			'Choose a later time, another doctor or clinic, or raise Options > Search Days. Nothing was booked.',
		outcome: 'none',
	});
}

export function allTaken(): Refusal {
	return new Refusal({
		kind: 'refused',
		message: 'Someone else took every free slot that was tried',
		description: 'Run the item again to look for other slots. Nothing was booked.',
		outcome: 'none',
	});
}

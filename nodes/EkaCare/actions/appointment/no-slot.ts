import { Refusal } from '../../../shared/failure';

export function nothingFree(days: number): Refusal {
	return new Refusal({
		kind: 'notFound',
		message: `There is no free slot in the ${days} days from the earliest time on`,
		description:
			'Choose a later time, another doctor or clinic, or raise Options > Search Days. Nothing was booked.',
		outcome: 'none',
	});
}

export function allTaken(): Refusal {
	return new Refusal({
		kind: 'refused',
		message: 'Each free slot that was tried had just been taken by somebody else',
		description: 'Run the item again, so that it is looked for other slots. Nothing was booked.',
		outcome: 'none',
	});
}

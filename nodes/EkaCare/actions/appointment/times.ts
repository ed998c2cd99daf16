import { inputRefusal } from '../../../shared/failure';

/** @throws Refusal when both times are given, in Unix seconds, and the end is not after the start */
export function assertEndAfterStart(start: unknown, end: unknown): void {
	if (start === undefined || end === undefined || Number(end) > Number(start)) return;
	throw inputRefusal('End Time', 'is not after the start time', 'Give an end that is later than the start.');
}

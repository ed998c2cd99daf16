import { inputRefusal } from '../../../shared/failure';
import { day } from '../../../shared/fields/build';
import { filters } from '../../../shared/fields/nested';
import { requestOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import type { ItemInput } from '../../../shared/types';
import { seriesLocator } from '../../records';
import { codeOf } from '../../vendor';

/** Spry's word for "there is no such block", among other things. */
const REFUSED = 4000;

/** What Spry does with one end of a range only is not documented, and without a range the whole series goes. */
function assertRange({ body }: ItemInput): void {
	const { startDate_time: first, endDate_time: last } = body;
	if ((first === undefined) !== (last === undefined)) {
		throw inputRefusal(
			first === undefined ? 'First Date' : 'Last Date',
			'is empty',
			'Give both dates to delete a part of the series, or neither to delete all of it.',
		);
	}
	if (first === undefined || String(last) >= String(first)) return;
	throw inputRefusal('Last Date', 'is before First Date', 'Give a last date that is not before the first.');
}

export const deleteSeries = requestOperation({
	displayName: 'Delete Series',
	value: 'deleteSeries',
	action: 'Delete series of block times',
	description: 'Permanently delete all block times of a series, or those between two dates',
	resend: 'always',
	whenRefused: 'Check the ID of the series, and that it has blocks between the dates.',
	fields: [
		seriesLocator('The series to delete, by the block_identifier of its blocks', { as: false, required: true }),
		day('dateTime', 'The day of any block in the series. A time of day is ignored.', {
			as: 'date_time',
			label: 'Reference Date',
			required: true,
			example: '2027-01-15',
		}),
		filters(
			// The names that Spry gives to these two are as odd as they look.
			day(
				'startDateTime',
				'Delete only blocks on or after this day. To delete the whole series, leave this and Last Date empty.',
				{
					as: 'startDate_time',
					label: 'First Date',
					example: '2027-01-01',
				},
			),
			day(
				'endDateTime',
				'Delete only blocks on or before this day. To delete the whole series, leave this and First Date empty.',
				{
					as: 'endDate_time',
					label: 'Last Date',
					example: '2027-01-31',
				},
			),
		),
	],
	request(input) {
		assertRange(input);
		return {
			method: 'DELETE',
			path: path`/v1/doctor-block/bulk-delete/${input.params.blockIdentifier}`,
			query: input.body,
			// After an attempt whose answer was lost, blocks that are not there were deleted by that attempt.
			accepts: (answer) =>
				answer.afterUnknown === true && answer.status === 400 && (codeOf(answer) ?? REFUSED) === REFUSED,
		};
	},
	output: (_answer, { params }) => ({ deleted: true, block_identifier: params.blockIdentifier }),
});

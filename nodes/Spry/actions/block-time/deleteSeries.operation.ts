import { day } from '../../../shared/fields/convert';
import { inputRefusal } from '../../../shared/failure';
import { path } from '../../../shared/http/path';
import type { ItemInput, RequestOperation } from '../../../shared/types';
import { collection, date } from '../../inputs';
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

export const deleteSeries: RequestOperation = {
	displayName: 'Delete Series',
	value: 'deleteSeries',
	action: 'Delete series of block times',
	description: 'Delete all blocked times of a series permanently, or those between two dates',
	resend: 'always',
	whenRefused: 'Check the ID of the series, and that it has blocks between the dates.',
	fields: [
		seriesLocator('The series to delete, by the block_identifier of its blocks'),
		{
			displayName: 'Reference Date',
			name: 'dateTime',
			type: 'dateTime',
			default: '',
			required: true,
			placeholder: 'e.g. 2027-01-15',
			description: 'The day of a block of the series; a time of day is ignored',
			sends: day('date_time'),
		},
		collection('filters', [
			// The names that Spry gives to these two are as odd as they look.
			{
				...date('startDate_time', {
					displayName: 'First Date',
					placeholder: 'e.g. 2027-01-01',
					description: 'The first day whose blocks are deleted; empty with Last Date for the whole series',
				}),
				name: 'startDateTime',
			},
			{
				...date('endDate_time', {
					displayName: 'Last Date',
					placeholder: 'e.g. 2027-01-31',
					description: 'The last day whose blocks are deleted; empty with First Date for the whole series',
				}),
				name: 'endDateTime',
			},
		]),
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
};

import type { IDataObject } from 'n8n-workflow';

import { toEpochSeconds } from '../../../shared/fields/convert';
import { moment, text } from '../../../shared/fields/build';
import { filters } from '../../../shared/fields/nested';
import { requestOperation } from '../../../shared/operation';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import { casesIn, listRequest, MOST_LISTED, READ_TIMEOUT_MS } from '../../requests';
import { statusField } from '../../fields';

/** Whether a case is one that the person asked for; MedMitra itself filters nothing. */
function isWanted(row: IDataObject, { createdAfter, patientName, status }: IDataObject): boolean {
	// A case without a readable time is not known to be newer.
	if (createdAfter !== undefined && !(Date.parse(String(row.created_at)) / 1000 > Number(createdAfter))) return false;
	if (status !== undefined && row.status !== status) return false;
	const name = String(row.patient_name ?? '').toLowerCase();
	return patientName === undefined || name.includes(String(patientName).toLowerCase());
}

export const getAll = requestOperation({
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many cases',
	description: "Get the cases of the credential's user, newest first. MedMitra returns at most the newest 1,000.",
	resend: 'always',
	timeout: READ_TIMEOUT_MS,
	whenRefused: 'Check the user ID of the credential, and that its base URL is the address of the API.',
	fields: [
		...LIST_FIELDS,
		filters(
			moment('createdAfter', 'Only cases created after this time', {
				as: false,
				example: '2027-01-15T09:30',
				convert: toEpochSeconds,
			}),
			text(
				'patientName',
				'Only cases whose patient name contains this text. Upper and lower case do not matter.',
				{
					as: false,
					example: 'Lindqvist',
				},
			),
			statusField('status', 'Only cases with this status. You can give another one with an expression.', {
				as: false,
			}),
		),
	],
	request: ({ account }) => listRequest(account),
	hint(answer, { params }) {
		if (casesIn(answer).length < MOST_LISTED || limitIn(params) !== undefined) return undefined;
		return 'MedMitra lists at most the newest 1,000 cases of a user, and it listed 1,000. There may be older ones that are not in this output.';
	},
	output(answer, { params }) {
		const wanted = casesIn(answer).filter((row) => isWanted(row, params));
		return wanted.slice(0, limitIn(params));
	},
});

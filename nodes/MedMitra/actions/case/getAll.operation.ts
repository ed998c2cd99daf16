import type { IDataObject } from 'n8n-workflow';

import { epochSeconds, text } from '../../../shared/fields/convert';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import type { RequestOperation } from '../../../shared/types';
import { casesIn, listRequest, READ_TIMEOUT_MS } from '../../cases';
import { statusField } from '../../fields';

/** Whether a case is one that the person asked for; MedMitra itself filters nothing. */
function isWanted(row: IDataObject, { createdAfter, patientName, status }: IDataObject): boolean {
	// A case without a readable time is not known to be newer.
	if (createdAfter !== undefined && !(Date.parse(String(row.created_at)) / 1000 > Number(createdAfter))) return false;
	if (status !== undefined && row.status !== status) return false;
	const name = String(row.patient_name ?? '').toLowerCase();
	return patientName === undefined || name.includes(String(patientName).toLowerCase());
}

export const getAll: RequestOperation = {
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many cases',
	description:
		"Get the cases of the credential's user, newest first; MedMitra's database gives the newest 1000 at most",
	resend: 'always',
	timeout: READ_TIMEOUT_MS,
	whenRefused: 'Check the user ID of the credential, and that its base URL is the address of the API.',
	fields: [
		...LIST_FIELDS,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Created After',
					name: 'createdAfter',
					type: 'dateTime',
					default: '',
					placeholder: 'e.g. 2027-01-15T09:30',
					description: 'Only cases created after this time',
					sends: epochSeconds(),
				},
				{
					displayName: 'Patient Name',
					name: 'patientName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Lindqvist',
					description: 'Only cases whose patient name contains this, in any case of its letters',
					sends: text(),
				},
				statusField('Only cases with this status'),
			],
		},
	],
	request: ({ account }) => listRequest(account),
	output(answer, { params }) {
		const wanted = casesIn(answer).filter((row) => isWanted(row, params));
		return wanted.slice(0, limitIn(params));
	},
};

import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import type { Field, RequestOperation } from '../../../shared/types';
import { APPOINTMENT_FIELDS, appointmentIn } from '../../fields';
import { dataOf } from '../../vendor';
import { isDone } from '../changes';
import { changed, readingOf } from './appointment-record';

type Names = Pick<RequestOperation, 'displayName' | 'value' | 'action' | 'description' | 'whenRefused'>;

interface StatusChange extends Names {
	method: IHttpRequestMethods;
	/** What stands behind the appointment in the path. */
	call: string;
	/** Fields besides the appointment itself. */
	fields?: Field[];
	/** What is sent, for calls that take something; by default nothing. */
	body?(given: IDataObject): IDataObject | undefined;
	/** Status values that say that it was done. */
	reached: RegExp;
}

/**
 * An operation that brings an appointment into another status. Eka Care refuses the same change a second time, so
 * after a lost answer the status tells whether it was carried out.
 */
export function statusChange({ method, call, fields = [], body, reached, ...names }: StatusChange): RequestOperation {
	return {
		...names,
		resend: 'keyed',
		howToCheck: 'Look at the status of the appointment before running this item again.',
		fields: [...APPOINTMENT_FIELDS, ...fields],
		lookUp: ({ params }) => ({
			request: readingOf(params),
			find: (answer) => (reached.test(String(dataOf(answer).status)) ? dataOf(answer) : undefined),
		}),
		request(input) {
			const { id, query } = appointmentIn(input.params);
			return {
				method,
				path: `${path`/dr/v1/appointment/${id}`}/${call}`,
				query,
				body: body?.(input.body),
				isComplete: isDone,
			};
		},
		output: (_answer, { params }) => changed(params),
	};
}

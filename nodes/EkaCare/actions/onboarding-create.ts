import type { IDataObject } from 'n8n-workflow';

import { path } from '../../shared/http/path';
import type { Answer, LookUp, RequestOperation } from '../../shared/types';
import { isRecord } from '../../shared/values';
import { assertOneKindOfLinks, type Kind, OTHER } from './onboarding-links';
import { hasId, idOf, pathOf, recordIn } from './onboarding-record';

const NOT_FOUND = 404;

function isUnknown({ status, unreadable, body }: Answer): boolean {
	return status === NOT_FOUND && unreadable !== true && isRecord(body);
}

/** With an id of the caller's own, a lost answer can be looked up. What has other names is another record. */
function lookUp(kind: Kind, body: IDataObject, names: string[]): LookUp | undefined {
	if (body.partner_id === undefined) return undefined;
	const isOurs = (record: IDataObject) =>
		record.id !== undefined && names.every((name) => isSame(record[name], body[name]));
	return {
		request: {
			method: 'GET',
			path: pathOf(kind, body.partner_id),
			accepts: isUnknown,
			isComplete: (answer) => isUnknown(answer) || isOurs(recordIn(kind, answer)),
		},
		find: (answer) =>
			isUnknown(answer) ? undefined : { ekaid: recordIn(kind, answer).id, id: recordIn(kind, answer).id },
	};
}

function isSame(one: unknown, other: unknown): boolean {
	return String(one ?? '').toLowerCase() === String(other ?? '').toLowerCase();
}

/** What is common to all operations that create a doctor or a clinic; `names` tell its record from another. */
export function creating(kind: Kind, names: string[]) {
	return {
		displayName: 'Create',
		value: 'create',
		action: `Create ${kind}`,
		description: `Add a ${kind} to the workspace`,
		maps: true,
		resend: 'keyed',
		whenRefused: `Check the fields of the ${kind}, the IDs of the ${OTHER[kind]}s, and that the Partner ID is not in use.`,
		howToCheck: `Look for the ${kind} with Get Many before running this item again. With a Partner ID the node finds out by itself.`,
		lookUp: ({ body }) => lookUp(kind, body, names),
		request({ body }) {
			assertOneKindOfLinks(kind, body);
			return { method: 'POST', path: path`/cdr/v1/${kind}/`, body, isComplete: hasId };
		},
		output: idOf,
	} satisfies Partial<RequestOperation>;
}

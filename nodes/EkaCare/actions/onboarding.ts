import { updateFields } from '../../shared/fields/nested';
import { LIST_FIELDS } from '../../shared/node/standard-fields';
import { limitIn } from '../../shared/http/paging';
import { path } from '../../shared/http/path';
import type { Field, RequestOperation } from '../../shared/types';
import { assertChanges } from '../fields';
import { dataOf, isDone, isGone, listIn } from '../vendor';
import { assertOneKindOfLinks, type Kind } from './onboarding-links';
import { hasId, idOf, pathOf } from './onboarding-record';

/** The operation that changes some fields of a doctor or a clinic. */
export function updating(kind: Kind, picker: Field, fields: Field[]): RequestOperation {
	return {
		displayName: 'Update',
		value: 'update',
		action: `Update ${kind}`,
		description: `Change a ${kind}. Fields you leave out keep their value.`,
		maps: true,
		// The same change again changes nothing, and who was added is not added twice.
		resend: 'always',
		whenRefused: `Check the ID of the ${kind}, which must be Eka Care's here, and the fields.`,
		fields: [picker, updateFields(...fields)],
		request({ body, params }) {
			assertChanges(body);
			assertOneKindOfLinks(kind, body);
			return { method: 'PATCH', path: pathOf(kind, params[`${kind}Id`]), body, isComplete: hasId };
		},
		output: idOf,
	};
}

/** The operation that lists all doctors or clinics, which come in one answer without pages. */
export function listing(kind: Kind): RequestOperation {
	return {
		displayName: 'Get Many',
		value: 'getAll',
		action: `Get many ${kind}s`,
		description: `Get the ${kind}s in the workspace`,
		resend: 'always',
		whenRefused: 'Check the credential.',
		fields: LIST_FIELDS,
		request: () => ({
			method: 'GET',
			path: path`/cdr/v1/${kind}/`,
			isComplete: (answer) => Array.isArray(dataOf(answer)[`${kind}s`]),
		}),
		output: (answer, { params }) => listIn(answer, `${kind}s`).slice(0, limitIn(params)),
	};
}

/** The operation that deletes a doctor or a clinic. */
export function deleting(kind: Kind, picker: Field): RequestOperation {
	return {
		displayName: 'Delete',
		value: 'delete',
		action: `Delete ${kind}`,
		description: `Delete a ${kind} from the workspace`,
		resend: 'always',
		whenRefused: `Check the ID of the ${kind}.`,
		fields: [picker],
		request: ({ params }) => ({
			method: 'DELETE',
			path: pathOf(kind, params[`${kind}Id`]),
			accepts: isGone,
			isComplete: (answer) => isGone(answer) || isDone(answer),
		}),
		output: (_, { params }) => ({ deleted: true, id: params[`${kind}Id`] }),
	};
}

import type { IDataObject } from 'n8n-workflow';

import { text, textList } from '../../shared/fields/convert';
import { inputRefusal } from '../../shared/failure';
import { LIST_FIELDS } from '../../shared/node/standard-fields';
import { limitIn } from '../../shared/http/paging';
import { path } from '../../shared/http/path';
import type { Answer, Field, ItemInput, LookUp, RequestOperation, VendorRequest } from '../../shared/types';
import { isRecord } from '../../shared/values';
import { assertChanges, ekaId } from '../fields';
import { dataOf, isDone, isGone, listIn } from '../vendor';

/** Doctors and clinics are written, read and deleted in the same way, each listing those of the other kind. */
export type Kind = 'doctor' | 'clinic';

const NOT_FOUND = 404;
const OTHER = { doctor: 'clinic', clinic: 'doctor' } as const;
const titled = (kind: Kind) => (kind === 'doctor' ? 'Doctor' : 'Clinic');

/** All paths end with a slash; Eka Care redirects what comes without, which would lose the body. */
function pathOf(kind: Kind, id: unknown): string {
	return path`/cdr/v1/${kind}/${id}/`;
}

function isUnknown({ status, unreadable, body }: Answer): boolean {
	return status === NOT_FOUND && unreadable !== true && isRecord(body);
}

/** A text among the fields of a doctor or a clinic. */
export function textField(
	field: Pick<Field, 'displayName' | 'name' | 'description' | 'placeholder'>,
	as: string,
	rules?: Parameters<typeof text>[1],
): Field {
	return { ...field, type: 'string', default: '', sends: text(as, rules) };
}

/** Those of the other kind who belong to it, and one's own id of it. */
export function linkFields(kind: Kind): Field[] {
	const other = OTHER[kind];
	const ids = (whose: string, prefix: string, example: string): Field => ({
		displayName: `${prefix === '' ? '' : 'Partner '}${titled(other)} IDs`,
		name: prefix === '' ? `${other}Ids` : `partner${titled(other)}Ids`,
		type: 'string',
		default: '',
		placeholder: `e.g. ${example}`,
		description: `${whose} IDs of the ${other}s to add, separated by commas; those added before stay`,
		sends: textList(`${prefix}${other}_ids`),
	});
	return [
		ids("Eka Care's", '', other === 'clinic' ? '6698e6e1b2d1b40012345678' : '161467756044203'),
		ids('Your own', 'partner_', other === 'clinic' ? 'CLINIC-2' : 'DOC-7'),
		{
			displayName: 'Partner ID',
			name: 'partnerId',
			type: 'string',
			default: '',
			placeholder: kind === 'doctor' ? 'e.g. DOC-7' : 'e.g. CLINIC-2',
			description: `Your own ID for the ${kind}`,
			sends: ekaId('partner_id'),
		},
	];
}

function assertOneKindOfLinks(kind: Kind, body: IDataObject): void {
	const other = OTHER[kind];
	if (body[`${other}_ids`] === undefined || body[`partner_${other}_ids`] === undefined) return;
	throw inputRefusal(
		`Partner ${titled(other)} IDs`,
		`is given beside ${titled(other)} IDs`,
		`Name the ${other}s by Eka Care's IDs or by your own, but not by both.`,
	);
}

function idOf(answer: Answer): IDataObject {
	return { success: true, id: dataOf(answer).ekaid };
}

const hasId = (answer: Answer) => dataOf(answer).ekaid !== undefined;

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

/** The operation that changes some fields of a doctor or a clinic. */
export function updating(kind: Kind, picker: Field, fields: Field[]): RequestOperation {
	return {
		displayName: 'Update',
		value: 'update',
		action: `Update ${kind}`,
		description: `Change a ${kind}; what is not given stays`,
		maps: true,
		// The same change again changes nothing, and who was added is not added twice.
		resend: 'always',
		whenRefused: `Check the ID of the ${kind}, which must be Eka Care's here, and the fields.`,
		fields: [
			picker,
			{
				displayName: 'Update Fields',
				name: 'updateFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: fields,
			},
		],
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
		description: `Get the ${kind}s of the workspace`,
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

/** The doctor or clinic in an answer; without one an empty record. */
export function recordIn(kind: Kind, answer: Answer): IDataObject {
	const record = dataOf(answer)[kind];
	return isRecord(record) ? (record as IDataObject) : {};
}

/** The request for one doctor or clinic, by Eka Care's id or the caller's own. */
export function reading(kind: Kind, { params }: ItemInput): VendorRequest {
	return {
		method: 'GET',
		path: pathOf(kind, params[`${kind}Id`]),
		isComplete: (answer) => recordIn(kind, answer).id !== undefined,
	};
}

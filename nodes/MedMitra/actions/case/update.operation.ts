import type { IDataObject } from 'n8n-workflow';

import { inputRefusal, Refusal } from '../../../shared/failure';
import { path } from '../../../shared/http/path';
import type { Answer, RequestOperation } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { caseLocator, caseSummaryField, patientAgeField, patientNameField, statusField } from '../../fields';

/**
 * How servers answer that have the route but cannot carry it out: they take a number where every case has a UUID, or
 * lack what the route calls.
 */
function isUnsupported({ status, body }: Answer): boolean {
	const detail = isRecord(body) ? body.detail : undefined;
	if (status === 500) return typeof detail === 'string' && /has no attribute 'update_case'/.test(detail);
	if (status !== 422 || !Array.isArray(detail)) return false;
	return detail
		.filter(isRecord)
		.some(({ type, loc }) => type === 'int_parsing' && Array.isArray(loc) && loc.join('.') === 'path.case_id');
}

export const update: RequestOperation = {
	displayName: 'Update',
	value: 'update',
	action: 'Update case',
	description: 'Change what is known of a case, on MedMitra servers that support it; a field cannot be emptied',
	maps: true,
	// Sets fields to values, so a second time changes nothing more.
	resend: 'always',
	timeout: 60_000,
	whenRefused: 'Check the ID of the case and the changed fields.',
	fields: [
		caseLocator('The case to change'),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				caseSummaryField,
				patientAgeField,
				patientNameField,
				statusField('The new status; no analysis starts or ends by it', 'status'),
			],
		},
	],
	request({ body, params }) {
		if (Object.keys(body).length === 0) {
			throw inputRefusal('Update Fields', 'has no field to change', 'Add at least one field with a value.');
		}
		return {
			method: 'PUT',
			path: path`/cases/cases/${params.caseId}`,
			body,
			accepts: isUnsupported,
			isComplete: (answer) => isUnsupported(answer) || (isRecord(answer.body) && isRecord(answer.body.case)),
		};
	},
	output(answer) {
		if (isUnsupported(answer)) {
			throw new Refusal({
				kind: 'refused',
				message: `This MedMitra server does not support updating cases (HTTP ${answer.status})`,
				description:
					'Nothing was changed. Create a new case with the right data, or use a newer MedMitra server.',
				httpStatus: answer.status,
				outcome: 'none',
			});
		}
		const { body } = answer;
		return (isRecord(body) && isRecord(body.case) ? body.case : {}) as IDataObject;
	},
};

import { choice, flag, integer, text } from '../../../shared/fields/build';
import { additionalFields } from '../../../shared/fields/nested';
import { requestOperation } from '../../../shared/operation';
import { caseLocator, patientLocator } from '../../fields';
import { word } from '../../kinds';
import { hasRecord } from '../../records';
import { dataOf } from '../../vendor';
import { SIMPLIFIED_NOTE } from './fields';

const parentField = text('parent', 'The context_id of the note that this addendum belongs to', {
	as: 'parent',
	label: 'Parent Note ID',
	required: true,
	example: '65f0c0de5a1b2c3d4e5f6a7b',
	show: { type: ['ADDENDUM'] },
});

const subTypeField = choice('subType', 'A special type of note. You can give another value with an expression.', {
	as: 'attributes.subType',
	options: {
		RE_EVALUATION: { name: 'Re-Evaluation', description: 'Spry stores it as an initial note' },
		simpleDischargeNote: { name: 'Simple Discharge Note', description: 'Spry stores it as a discharge note' },
	},
	open: true,
	default: 'RE_EVALUATION',
});

export const create = requestOperation({
	displayName: 'Create',
	value: 'create',
	action: 'Create SOAP note',
	description: 'Open an incomplete SOAP note for a patient. The clinical text is written in Spry.',
	maps: true,
	// No key is documented: the same request again opens a second note.
	resend: 'never',
	howToCheck:
		'Get the SOAP notes of the patient and look for the note before running this item again: Spry would open a second one.',
	whenRefused:
		'Check that the appointment, the case and the notes that are named belong to the patient, and the type of the note.',
	simplified: SIMPLIFIED_NOTE,
	fields: [
		patientLocator('The patient that the note is for', { as: 'patient_id', required: true }),
		word('type', 'The type of note. You can give another value with an expression.', {
			as: 'type',
			required: true,
			options: {
				ADDENDUM: 'Addendum',
				DISCHARGE_NOTE: 'Discharge',
				FOLLOWUP_SOAP: 'Follow-Up',
				INITIAL_SOAP: 'Initial',
			},
			default: 'INITIAL_SOAP',
		}),
		parentField,
		additionalFields(
			integer('appointmentId', 'The appointment that the note belongs to. Use 0 for none.', {
				as: 'appointment_id',
				example: '40210',
				min: 0,
			}),
			text('category', 'Field of treatment', { as: 'category', example: 'MSK' }),
			caseLocator('The case. If left out, the case of the appointment.', { as: 'spry_case_id' }),
			subTypeField,
			flag('soapWithoutAppointment', 'Whether the note has no appointment', {
				as: 'soap_without_appointment',
				label: 'Without Appointment',
			}),
			text('dataCarryForwardFrom', 'The context_id of a note to copy content from', {
				as: 'data_carry_forward_from',
				label: 'Carry Forward From Note ID',
				example: '65f0c0de5a1b2c3d4e5f6a7b',
			}),
		),
	],
	request: ({ body }) => ({
		method: 'POST',
		// Unlike the other calls for notes, which are under /apis/v1.
		path: '/apis/hep/v2/soap-context',
		body,
		isComplete: hasRecord,
	}),
	output: (answer) => dataOf(answer),
});

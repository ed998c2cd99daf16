import { choice, integer, text } from '../../../shared/fields/convert';
import type { Field, RequestOperation } from '../../../shared/types';
import { caseLocator, optional } from '../../fields';
import { collection, line, pickOpen, yesNo } from '../../inputs';
import { hasRecord, patientLocator } from '../../records';
import { dataOf } from '../../vendor';
import { SIMPLIFIED_NOTE } from './fields';

const parentField: Field = {
	displayName: 'Parent Note ID',
	name: 'parent',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 65f0c0de5a1b2c3d4e5f6a7b',
	description: 'The context_id of the note that this one adds to',
	displayOptions: { show: { type: ['ADDENDUM'] } },
	sends: text('parent'),
};

const subTypeField: Field = {
	displayName: 'Sub Type',
	name: 'subType',
	type: 'options',
	options: [
		{ name: 'Re-Evaluation', value: 'RE_EVALUATION', description: 'Spry stores it as an initial note' },
		{
			name: 'Simple Discharge Note',
			value: 'simpleDischargeNote',
			description: 'Spry stores it as a discharge note',
		},
	],
	default: 'RE_EVALUATION',
	description: 'A special kind of note. Another one can be given by an expression.',
	sends: choice('attributes.subType', { open: true }),
};

export const create: RequestOperation = {
	displayName: 'Create',
	value: 'create',
	action: 'Create SOAP note',
	description: 'Open an incomplete SOAP note for a patient; its clinical text is written in Spry',
	maps: true,
	// No key is documented: the same request again opens a second note.
	resend: 'never',
	howToCheck:
		'Get the SOAP notes of the patient and look for the note before running this item again: Spry would open a second one.',
	whenRefused:
		'Check that the appointment, the case and the notes that are named belong to the patient, and the type of the note.',
	simplified: SIMPLIFIED_NOTE,
	fields: [
		patientLocator('The patient that the note is about', 'patient_id'),
		{
			...pickOpen(
				'type',
				{ displayName: 'Type', description: 'The kind of note' },
				{
					INITIAL_SOAP: 'Initial',
					FOLLOWUP_SOAP: 'Follow-Up',
					DISCHARGE_NOTE: 'Discharge',
					ADDENDUM: 'Addendum',
				},
			),
			required: true,
		},
		parentField,
		collection('additionalFields', [
			{
				...line('appointment_id', {
					displayName: 'Appointment ID',
					placeholder: 'e.g. 40210',
					description: 'The appointment that the note belongs to; 0 for none',
				}),
				sends: integer('appointment_id', { min: 0 }),
			},
			line('category', {
				displayName: 'Category',
				placeholder: 'e.g. MSK',
				description: 'Field of treatment',
			}),
			optional(caseLocator('The case; without it the one of the appointment', 'spry_case_id')),
			subTypeField,
			yesNo('soap_without_appointment', {
				displayName: 'Without Appointment',
				description: 'Whether the note stands without an appointment',
			}),
			line('data_carry_forward_from', {
				displayName: 'Carry Forward From Note ID',
				placeholder: 'e.g. 65f0c0de5a1b2c3d4e5f6a7b',
				description: 'The context_id of a note whose content is taken over',
			}),
		]),
	],
	request: ({ body }) => ({
		method: 'POST',
		// Unlike the other calls for notes, which are under /apis/v1.
		path: '/apis/hep/v2/soap-context',
		body,
		isComplete: hasRecord,
	}),
	output: (answer) => dataOf(answer),
};

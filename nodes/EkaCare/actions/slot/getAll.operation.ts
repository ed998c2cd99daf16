import { day, flag, text } from '../../../shared/fields/convert';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import type { StepsOperation } from '../../../shared/types';
import { clinicLocator, doctorLocator } from '../../fields';
import { splitDays } from '../days';
import { isWanted, MOST_DAYS, slotsOf, type Slot } from './slots';

export const getAll: StepsOperation = {
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many appointment slots',
	description: 'Get the slots of a doctor at a clinic, each with its service',
	resend: 'always',
	whenRefused: 'Check the IDs of the doctor and the clinic, and that the doctor works at this clinic.',
	simplified: [
		's',
		'e',
		'available',
		'conf_id',
		'service_type',
		'service.service_name',
		'service.appointment_type',
		'service.mode',
		'service.price',
		'service.currency',
	],
	fields: [
		doctorLocator({ description: 'The doctor whose slots to get' }),
		clinicLocator({ description: 'The clinic at which the doctor works' }),
		{
			displayName: 'Start Date',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			required: true,
			placeholder: 'e.g. 2027-01-15',
			description: 'The first day in India; a time of day is ignored',
			sends: day(),
		},
		{
			displayName: 'End Date',
			name: 'endDate',
			type: 'dateTime',
			default: '',
			placeholder: 'e.g. 2027-01-21',
			description: `The last day, itself included; left empty, only the first. At most ${MOST_DAYS} days, each one request.`,
			sends: day(),
		},
		...LIST_FIELDS,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Only Available',
					name: 'onlyAvailable',
					type: 'boolean',
					default: true,
					description: 'Whether to leave out slots that are taken',
					sends: flag(),
				},
				{
					displayName: 'Service',
					name: 'service',
					type: 'string',
					default: '',
					placeholder: 'e.g. Consultation',
					description: 'Only slots of this service, by its name or its ID (conf_id)',
					sends: text(),
				},
			],
		},
	],
	async steps({ params }, send) {
		const { startDate, endDate = startDate, doctorId, clinicId, onlyAvailable, service } = params;
		const limit = limitIn(params) ?? Infinity;
		const found: Slot[] = [];
		for (const { start } of splitDays({ start: String(startDate), end: String(endDate) }, 1, MOST_DAYS)) {
			if (found.length >= limit) break;
			const slots = await slotsOf(send, { doctorId, clinicId }, start);
			found.push(...slots.filter((slot) => isWanted(slot, { onlyAvailable, service })));
		}
		return found.slice(0, limit).map((json) => ({ json }));
	},
};

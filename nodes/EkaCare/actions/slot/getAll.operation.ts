import { day, flag, text } from '../../../shared/fields/build';
import { filters } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import { clinicLocator, doctorLocator } from '../../fields';
import { splitDays } from '../days';
import { isWanted, MOST_DAYS, type Slot, slotsOf } from './slots';

export const getAll = stepsOperation({
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many appointment slots',
	description: "Get a doctor's time slots at a clinic, each with its service",
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
		doctorLocator('The doctor whose slots to get', { as: false, required: true }),
		clinicLocator('The clinic at which the doctor works', { as: false, required: true }),
		day('startDate', 'The first day, in India. A time of day is ignored.', {
			as: false,
			required: true,
			example: '2027-01-15',
		}),
		day(
			'endDate',
			`The last day (included). If empty, only the first day. At most ${MOST_DAYS} days, each of which takes one request.`,
			{ as: false, example: '2027-01-21' },
		),
		...LIST_FIELDS,
		filters(
			flag('onlyAvailable', 'Whether to return only free slots', { as: false, default: true }),
			text('service', 'Only slots of this service, by its name or its ID (conf_id)', {
				as: false,
				example: 'Consultation',
			}),
		),
	],
	async steps({ params }, request) {
		const { startDate, endDate = startDate, doctorId, clinicId, onlyAvailable, service } = params;
		const limit = limitIn(params) ?? Infinity;
		const found: Slot[] = [];
		for (const { start } of splitDays({ start: String(startDate), end: String(endDate) }, 1, MOST_DAYS)) {
			if (found.length >= limit) break;
			const slots = await slotsOf(request, { doctorId, clinicId }, start);
			found.push(...slots.filter((slot) => isWanted(slot, { onlyAvailable, service })));
		}
		return found.slice(0, limit).map((json) => ({ json }));
	},
});

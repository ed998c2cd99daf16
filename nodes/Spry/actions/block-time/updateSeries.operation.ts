import { updateFields } from '../../../shared/fields/nested';
import { requestOperation } from '../../../shared/operation';
import { path } from '../../../shared/http/path';
import { changesIn, clinicLocator, doctorLocator } from '../../fields';
import { hasList, seriesLocator } from '../../records';
import { listOf } from '../../vendor';
import { assertOrder } from './block-rules';
import { detailFields, endsAt, startsAt } from './fields';
import { SIMPLIFIED_BLOCK } from './simplified';

export const updateSeries = requestOperation({
	displayName: 'Update Series',
	value: 'updateSeries',
	action: 'Update series of block times',
	description: 'Change all block times in a series of one doctor at one clinic. Returns each changed block time.',
	maps: true,
	// Sets the given values: the second time nothing changes.
	resend: 'always',
	whenRefused:
		'Check the ID of the series, that it is one of this doctor at this clinic, and that its end is after its start.',
	simplified: SIMPLIFIED_BLOCK,
	fields: [
		seriesLocator('The series to change, by the block_identifier of its blocks', { as: false, required: true }),
		doctorLocator('The doctor whose series it is', { as: false, required: true }),
		clinicLocator('The clinic of the series', { as: false, required: true }),
		updateFields(startsAt(), endsAt(), ...detailFields()),
	],
	request(input) {
		assertOrder(input);
		const { blockIdentifier, doctorId, clinicId } = input.params;
		return {
			method: 'POST',
			path: path`/v1/doctor-block/bulk-modify/${blockIdentifier}`,
			query: { doctor_id: doctorId, clinic_id: clinicId },
			body: changesIn(input.body),
			isComplete: hasList,
		};
	},
	output: (answer) => listOf(answer),
});

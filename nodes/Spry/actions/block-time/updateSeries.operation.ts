import { integerId } from '../../../shared/fields/convert';
import { path } from '../../../shared/http/path';
import type { RequestOperation } from '../../../shared/types';
import { changesIn, clinicLocator } from '../../fields';
import { collection } from '../../inputs';
import { doctorLocator, hasList, seriesLocator } from '../../records';
import { listOf } from '../../vendor';
import { assertOrder, detailFields, endsAt, SIMPLIFIED_BLOCK, startsAt } from './fields';

export const updateSeries: RequestOperation = {
	displayName: 'Update Series',
	value: 'updateSeries',
	action: 'Update series of block times',
	description: 'Change all blocked times of a series of one doctor at one clinic; gives each one that changed',
	maps: true,
	// Sets the given values: the second time nothing changes.
	resend: 'always',
	whenRefused:
		'Check the ID of the series, that it is one of this doctor at this clinic, and that its end is after its start.',
	simplified: SIMPLIFIED_BLOCK,
	fields: [
		seriesLocator('The series to change, by the block_identifier of its blocks'),
		doctorLocator('The doctor whose series it is'),
		{ ...clinicLocator('The clinic of the series'), sends: integerId() },
		collection('updateFields', [startsAt(), endsAt(), ...detailFields()]),
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
};

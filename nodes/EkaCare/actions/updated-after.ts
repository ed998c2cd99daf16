import { toEpochSeconds } from '../../shared/fields/convert';
import { moment } from '../../shared/fields/build';

/** For the lists of a patient's records, which Eka Care gives in the order of their last change. */
export const updatedAfterField = moment(
	'updatedAfter',
	'Only what changed after this moment; without an offset in the time zone of the workflow',
	{ as: false, example: '2027-01-15T09:30', convert: toEpochSeconds },
);

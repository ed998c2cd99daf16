import { toEpochSeconds } from '../../shared/fields/convert';
import { moment } from '../../shared/fields/build';

/** For the lists of a patient's records, which Eka Care gives in the order of their last change. */
export const updatedAfterField = moment(
	'updatedAfter',
	"Only records changed after this time. A time without an offset is in the workflow's time zone.",
	{ as: false, example: '2027-01-15T09:30', convert: toEpochSeconds },
);

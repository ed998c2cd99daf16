import { epochSeconds } from '../../shared/fields/convert';
import type { Field } from '../../shared/types';

/** For the lists of a patient's records, which Eka Care gives in the order of their last change. */
export const updatedAfterField: Field = {
	displayName: 'Updated After',
	name: 'updatedAfter',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. 2027-01-15T09:30',
	description: 'Only what changed after this moment; without an offset in the time zone of the workflow',
	sends: epochSeconds(),
};

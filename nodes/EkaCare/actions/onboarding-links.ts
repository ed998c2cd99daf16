import type { IDataObject } from 'n8n-workflow';

import { inputRefusal } from '../../shared/failure';
import { texts } from '../../shared/fields/build';
import { ekaId } from '../kinds';

/** Doctors and clinics are written, read and deleted in the same way, each listing those of the other kind. */
export type Kind = 'doctor' | 'clinic';

export const OTHER = { doctor: 'clinic', clinic: 'doctor' } as const;

const titled = (kind: Kind) => (kind === 'doctor' ? 'Doctor' : 'Clinic');

/** Those of the other kind who belong to it, and one's own id of it. */
export function linkFields(kind: Kind) {
	const other = OTHER[kind];
	const ids = (whose: string, prefix: string, example: string) =>
		texts(
			prefix === '' ? `${other}Ids` : `partner${titled(other)}Ids`,
			`${whose} IDs of the ${other}s to add, separated by commas. ${titled(other)}s added before stay.`,
			{ as: `${prefix}${other}_ids`, example },
		);
	return [
		ids('Eka Care', '', other === 'clinic' ? '6698e6e1b2d1b40012345678' : '161467756044203'),
		ids('Your own', 'partner_', other === 'clinic' ? 'CLINIC-2' : 'DOC-7'),
		ekaId('partnerId', `Your own ID for the ${kind}`, {
			as: 'partner_id',
			example: kind === 'doctor' ? 'DOC-7' : 'CLINIC-2',
		}),
	];
}

export function assertOneKindOfLinks(kind: Kind, body: IDataObject): void {
	const other = OTHER[kind];
	if (body[`${other}_ids`] === undefined || body[`partner_${other}_ids`] === undefined) return;
	throw inputRefusal(
		`Partner ${titled(other)} IDs`,
		`is given beside ${titled(other)} IDs`,
		`Name the ${other}s by Eka Care's IDs or by your own, but not by both.`,
	);
}

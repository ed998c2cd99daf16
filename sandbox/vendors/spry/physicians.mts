import { spry } from './seed.mts';
import type { Database } from '../../shared/db.mts';
import type { Operation } from '../../shared/vendor.mts';
import { refused, success } from './envelope.mts';
import { openNumberedTable, tableOf, type NumberedTable } from './table.mts';

export const PHYSICIAN_TABLES = tableOf('spry_referring_physician', 'id', 'INTEGER');

type Office = Record<string, string>;
interface NewPhysician extends Record<string, unknown> {
	first_name: string;
	last_name: string;
	org_id: number;
	office_address?: Office[];
}
export interface ReferringPhysician extends NewPhysician {
	id: number;
	office_address: Office[];
}

export const openPhysicians = (db: Database): NumberedTable<ReferringPhysician> =>
	openNumberedTable(db, 'spry_referring_physician', 'id');

const BLANK = {
	middle_name: null,
	npi: null,
	title: null,
	degree: null,
	speciality: null,
	taxonomy_code: null,
	phone_number: null,
	group_name: null,
	office_address: [],
};

export function seedPhysicians(db: Database): void {
	const table = openPhysicians(db);
	for (const { id, first_name, last_name, npi, phone_number, ...office } of spry.referringPhysicians) {
		const person = { first_name, last_name, npi, phone_number, org_id: spry.organisationId };
		table.seed(id, { ...BLANK, ...person, id, office_address: [office] });
	}
}

const organisationProblem = (id: number | undefined) =>
	id === undefined || id === spry.organisationId ? undefined : `org_id: ${id} is not the organisation of the token`;

export function physicianOperations(db: Database): Record<string, Operation> {
	const physicians = openPhysicians(db);

	return {
		createReferringPhysician({ body }) {
			const given = body as NewPhysician;
			const wrong = organisationProblem(given.org_id);
			if (wrong) return refused(wrong);
			return success(physicians.add((id) => ({ ...BLANK, ...given, id })));
		},

		updateReferringPhysician({ params, body }) {
			const known = physicians.get(Number(params.id));
			if (!known) return refused('Referring physician not found');
			const changes = body as Partial<NewPhysician>;
			const wrong = organisationProblem(changes.org_id);
			if (wrong) return refused(wrong);
			const changed = physicians.put(known.id, { ...known, ...changes });
			return success({ ...changed, full_name: `${changed.first_name} ${changed.last_name}` });
		},
	};
}

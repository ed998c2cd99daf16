import { createRequire } from 'node:module';
import { join } from 'node:path';

import { projectRoot } from './engine.mts';
import { ekaAppointmentBook } from './operations/eka-appointment-book.mts';
import * as ekaAppointments from './operations/eka-appointments.mts';
import { ekaCaseCreate } from './operations/eka-case-create.mts';
import * as ekaCases from './operations/eka-cases.mts';
import * as ekaDocuments from './operations/eka-documents.mts';
import { ekaSlotGetAll } from './operations/eka-slots.mts';
import { medMitraCaseCreate } from './operations/med-mitra-case-create.mts';
import { spryCaseCreate } from './operations/spry-case-create.mts';
import { spryPatientCreate } from './operations/spry-patient-create.mts';
import type { OperationCase } from './operations/types.mts';

/** One case for every operation of the package; a test proves that none is missing. */
export const operationCases: OperationCase[] = [
	spryPatientCreate,
	spryCaseCreate,
	ekaAppointmentBook,
	...Object.values(ekaAppointments),
	ekaSlotGetAll,
	ekaCaseCreate,
	...Object.values(ekaCases),
	...Object.values(ekaDocuments),
	medMitraCaseCreate,
];

/** Operation of the package as it is built; only what the tests read of it. */
export interface BuiltOperation {
	value: string;
	resend: 'always' | 'keyed' | 'never';
	maps?: boolean;
	lookUp?: unknown;
	howToCheck?: string;
	fields: BuiltField[];
	request?: unknown;
}

export interface BuiltField {
	name: string;
	type: string;
	required?: boolean;
	isSwitch?: boolean;
	options?: Array<Partial<BuiltField> & { values?: BuiltField[] }>;
}

const load = createRequire(join(projectRoot, 'package.json'));

export function builtOperation({ folder, resource, operation }: OperationCase): BuiltOperation {
	const { resources } = load(`./dist/nodes/${folder}/actions/index.js`) as {
		resources: Array<{ value: string; operations: BuiltOperation[] }>;
	};
	const built = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (!built) throw new Error(`The package has no ${folder} ${resource}: ${operation}`);
	return built;
}

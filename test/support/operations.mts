import { createRequire } from 'node:module';
import { join } from 'node:path';

import { projectRoot } from './engine.mts';
import { ekaAppointmentBook } from './operations/eka-appointment-book.mts';
import * as ekaAppointments from './operations/eka-appointments.mts';
import { ekaCaseCreate } from './operations/eka-case-create.mts';
import { ekaClinicCases, ekaDoctorCases } from './operations/eka-directory.mts';
import * as ekaPatientCases from './operations/eka-patient.mts';
import { ekaWorkspaceCases } from './operations/eka-workspace.mts';
import * as ekaCases from './operations/eka-cases.mts';
import * as ekaDocuments from './operations/eka-documents.mts';
import { ekaSlotGetAll } from './operations/eka-slots.mts';
import { medMitraCaseCreate } from './operations/med-mitra-case-create.mts';
import {
	medMitraCaseGet,
	medMitraCaseGetAll,
	medMitraCaseGetStatus,
	medMitraCaseUpdate,
	medMitraCaseWait,
} from './operations/med-mitra-case.mts';
import { medMitraCustomRequest } from './operations/med-mitra-custom.mts';
import { medMitraFileDownload, medMitraFileGet } from './operations/med-mitra-file.mts';
import {
	spryAppointmentCreate,
	spryAppointmentGetAll,
	spryAppointmentGetCategories,
} from './operations/spry-appointment.mts';
import {
	spryAuthorizationCreate,
	spryAuthorizationDelete,
	spryAuthorizationGet,
	spryAuthorizationGetAll,
	spryAuthorizationSearch,
	spryAuthorizationUpdate,
} from './operations/spry-authorization.mts';
import {
	spryBlockCreate,
	spryBlockDeleteSeries,
	spryBlockGet,
	spryBlockGetAll,
	spryBlockUpdate,
	spryBlockUpdateSeries,
} from './operations/spry-block-time.mts';
import { spryCaseCreate } from './operations/spry-case-create.mts';
import { spryCaseGet, spryCaseGetSpecializations, spryCaseUpdate } from './operations/spry-case.mts';
import { spryCustomRequest } from './operations/spry-custom.mts';
import { spryIcdCodeSearch } from './operations/spry-icd-code.mts';
import { spryPatientCreate } from './operations/spry-patient-create.mts';
import { spryDocumentGetAll, spryDocumentUpdate, spryDocumentUpload } from './operations/spry-patient-document.mts';
import { spryPatientGet, spryPatientGetInsuranceCards } from './operations/spry-patient-read.mts';
import {
	spryDoctorCreate,
	spryDoctorGet,
	spryDoctorUpdate,
	spryPhysicianCreate,
	spryPhysicianUpdate,
	spryStaffCreate,
	spryStaffUpdate,
} from './operations/spry-people.mts';
import {
	sprySoapNoteCreate,
	sprySoapNoteGet,
	sprySoapNoteGetAll,
	sprySoapNoteSearch,
} from './operations/spry-soap-note.mts';
import type { OperationCase } from './operations/types.mts';

/** One case for every operation of the package; a test proves that none is missing. */
export const operationCases: OperationCase[] = [
	ekaAppointmentBook,
	...Object.values(ekaAppointments),
	ekaSlotGetAll,
	ekaCaseCreate,
	...ekaClinicCases,
	...ekaDoctorCases,
	...Object.values(ekaPatientCases),
	...ekaWorkspaceCases,
	...Object.values(ekaCases),
	...Object.values(ekaDocuments),
	medMitraCaseCreate,
	medMitraCaseGet,
	medMitraCaseGetAll,
	medMitraCaseGetStatus,
	medMitraCaseUpdate,
	medMitraCaseWait,
	medMitraCustomRequest,
	medMitraFileDownload,
	medMitraFileGet,
	spryAppointmentCreate,
	spryAppointmentGetAll,
	spryAppointmentGetCategories,
	spryAuthorizationCreate,
	spryAuthorizationGet,
	spryAuthorizationGetAll,
	spryAuthorizationSearch,
	spryAuthorizationUpdate,
	spryAuthorizationDelete,
	spryBlockCreate,
	spryBlockGet,
	spryBlockGetAll,
	spryBlockUpdate,
	spryBlockUpdateSeries,
	spryBlockDeleteSeries,
	spryCaseCreate,
	spryCaseGet,
	spryCaseUpdate,
	spryCaseGetSpecializations,
	spryCustomRequest,
	spryIcdCodeSearch,
	spryPatientCreate,
	spryDocumentGetAll,
	spryDocumentUpdate,
	spryDocumentUpload,
	spryPatientGet,
	spryPatientGetInsuranceCards,
	spryPhysicianCreate,
	spryPhysicianUpdate,
	spryDoctorCreate,
	spryDoctorGet,
	spryDoctorUpdate,
	spryStaffCreate,
	spryStaffUpdate,
	sprySoapNoteCreate,
	sprySoapNoteGet,
	sprySoapNoteGetAll,
	sprySoapNoteSearch,
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

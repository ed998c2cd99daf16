import { ekaAppointmentBook } from './operations/eka-appointment-book.mts';
import { ekaCaseCreate } from './operations/eka-case-create.mts';
import { medMitraCaseCreate } from './operations/med-mitra-case-create.mts';
import { spryCaseCreate } from './operations/spry-case-create.mts';
import { spryPatientCreate } from './operations/spry-patient-create.mts';
import type { OperationCase } from './operations/types.mts';

/** One case for every operation of the package; a test proves that none is missing. */
export const operationCases: OperationCase[] = [
	spryPatientCreate,
	spryCaseCreate,
	ekaAppointmentBook,
	ekaCaseCreate,
	medMitraCaseCreate,
];

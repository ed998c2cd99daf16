import { searchPatients } from './patients';
import { searchAppointments, searchCases } from './records';
import { searchClinics, searchDoctors } from './workspace';

/** What the lists of the editor's From List fields hold. */
export const listSearch = { searchAppointments, searchCases, searchClinics, searchDoctors, searchPatients };

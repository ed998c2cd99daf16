import { clinicLocator, doctorLocator, idsAreField, patientLocator, whenEka, whenPartner } from '../../fields';
import { recordById } from '../../kinds';

export const whoFields = [
	idsAreField('Which IDs to use for the doctor, the clinic and the patient'),
	doctorLocator('The doctor who sees the patient', { as: 'doctor_id', required: true, ...whenEka }),
	clinicLocator('The clinic where the appointment takes place', { as: 'clinic_id', required: true, ...whenEka }),
	patientLocator('The patient. Can stay empty if you fill in Patient Details.', { as: 'patient_id', ...whenEka }),
	recordById('partnerDoctorId', 'Your own ID for the doctor who sees the patient', {
		as: 'partner_doctor_id',
		required: true,
		example: 'DOC-7',
		...whenPartner,
	}),
	recordById('partnerClinicId', 'Your own ID for the clinic where the appointment takes place', {
		as: 'partner_clinic_id',
		required: true,
		example: 'CLINIC-2',
		...whenPartner,
	}),
	recordById('partnerPatientId', 'Your own ID for the patient. Can stay empty if you fill in Patient Details.', {
		as: 'partner_patient_id',
		example: 'PAT-1024',
		...whenPartner,
	}),
];

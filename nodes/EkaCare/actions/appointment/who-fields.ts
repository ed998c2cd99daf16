import { clinicLocator, doctorLocator, idsAreField, patientLocator, whenEka, whenPartner } from '../../fields';
import { recordById } from '../../kinds';

export const whoFields = [
	idsAreField('Whose IDs name the doctor, the clinic and the patient'),
	doctorLocator('The doctor who sees the patient', { as: 'doctor_id', required: true, ...whenEka }),
	clinicLocator('The clinic where the appointment takes place', { as: 'clinic_id', required: true, ...whenEka }),
	patientLocator('The patient; may stay empty when Patient Details are given', { as: 'patient_id', ...whenEka }),
	recordById('partnerDoctorId', 'Your own ID of the doctor who sees the patient', {
		as: 'partner_doctor_id',
		required: true,
		example: 'DOC-7',
		...whenPartner,
	}),
	recordById('partnerClinicId', 'Your own ID of the clinic where the appointment takes place', {
		as: 'partner_clinic_id',
		required: true,
		example: 'CLINIC-2',
		...whenPartner,
	}),
	recordById('partnerPatientId', 'Your own ID of the patient; may stay empty when Patient Details are given', {
		as: 'partner_patient_id',
		example: 'PAT-1024',
		...whenPartner,
	}),
];

import { ekaCare } from '../../seed.mts';
import type { Operation } from '../../shared/vendor.mts';

export function workspaceOperations(): Record<string, Operation> {
	return {
		getBusinessInfo: () => ({
			status: 200,
			body: { status: 'success', bid: ekaCare.workspaceId, business_name: ekaCare.workspaceName },
		}),

		getEntities: () => ({
			status: 200,
			body: {
				status_code: 200,
				success: true,
				data: {
					clinics: ekaCare.clinics.map(({ id, name }) => ({
						clinic_id: id,
						name,
						doctors: ekaCare.doctors.filter(({ clinicIds }) => clinicIds.includes(id)).map((doctor) => doctor.id),
					})),
					doctors: ekaCare.doctors.map(({ id, name }) => ({ doctor_id: id, name, pic: null })),
					business: { business_id: ekaCare.workspaceId, name: ekaCare.workspaceName },
				},
			},
		}),
	};
}

import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import type { RequestOperation } from '../../../shared/types';
import { idLocator } from '../../fields';
import { cardsRequest } from '../../lists';
import { upTo } from '../../pages';
import { listOf } from '../../vendor';

export const getInsuranceCards: RequestOperation = {
	displayName: 'Get Insurance Cards',
	value: 'getInsuranceCards',
	action: 'Get insurance cards of patient',
	description: 'Get the insurance cards of one patient',
	resend: 'always',
	whenRefused: 'Check the ID of the patient, and that your Spry account may see the clinic of this patient.',
	simplified: [
		'insurance_card_id',
		'insurance_payer.name',
		'insurance_number',
		'insurance_type',
		'plan_name',
		'group_number',
		'plan_start_date',
		'plan_end_date',
		'payer_id',
		'subscriber.relation',
	],
	fields: [
		idLocator({ displayName: 'Patient', name: 'patientId', description: 'The patient whose cards to get' }),
		...LIST_FIELDS,
	],
	request: ({ params }) => cardsRequest(params.patientId),
	output: (answer, { params }) => upTo(listOf(answer), limitIn(params)),
};

import { choice, integer, text } from '../../../shared/fields/build';
import { group } from '../../../shared/fields/nested';

export const payerField = group('insurancePayer', 'Who pays', {
	as: 'insurance_payer',
	entry: 'Insurance Payer',
	fields: [
		text('name', 'Name of the payer', { as: 'name', example: 'Example Mutual' }),
		text('payerId', 'Code of the payer', { as: 'payer_id', example: 'EXM01' }),
		integer('payerRegId', "Spry's ID for the payer", {
			as: 'payer_reg_id',
			label: 'Payer Registration ID',
			example: '3001',
			min: 1,
		}),
		text('payerState', 'State of the payer', { as: 'payer_state', example: 'MA' }),
		choice('payerType', 'The type of insurance. You can give another value with an expression.', {
			as: 'payer_type',
			options: { COMMERCIAL: 'Commercial', MEDICAID: 'Medicaid', MEDICARE: 'Medicare' },
			open: true,
			default: 'COMMERCIAL',
		}),
	],
});

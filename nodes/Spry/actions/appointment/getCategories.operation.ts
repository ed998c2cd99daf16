import { requestOperation } from '../../../shared/operation';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import { clinicLocator } from '../../fields';
import { categoriesRequest } from '../../requests';
import { upTo } from '../../pages';
import { listOf } from '../../vendor';

export const getCategories = requestOperation({
	displayName: 'Get Categories',
	value: 'getCategories',
	action: 'Get appointment categories',
	description: 'Get the appointment categories that a clinic offers',
	resend: 'always',
	whenRefused: 'Check that the clinic is one your Spry account may use.',
	simplified: [
		'category_id',
		'name',
		'clinic_id',
		'minutes',
		'price',
		'description',
		'enabled',
		'default_category',
		'is_billable',
		'speciality',
	],
	fields: [clinicLocator('The clinic whose categories to get', { as: 'clinic_id', required: true }), ...LIST_FIELDS],
	request: ({ params }) => categoriesRequest(params.clinicId),
	output: (answer, { params }) => upTo(listOf(answer), limitIn(params)),
});

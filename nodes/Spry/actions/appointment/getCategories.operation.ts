import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn } from '../../../shared/http/paging';
import type { RequestOperation } from '../../../shared/types';
import { clinicLocator } from '../../fields';
import { categoriesRequest } from '../../lists';
import { upTo } from '../../pages';
import { listOf } from '../../vendor';

export const getCategories: RequestOperation = {
	displayName: 'Get Categories',
	value: 'getCategories',
	action: 'Get appointment categories',
	description: 'Get the kinds of appointments that a clinic offers',
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
	fields: [clinicLocator('The clinic whose categories to get'), ...LIST_FIELDS],
	request: ({ params }) => categoriesRequest(params.clinicId),
	output: (answer, { params }) => upTo(listOf(answer), limitIn(params)),
};

import type { RequestOperation, Resource } from '../../../shared/types';
import { ENTITIES } from '../../requests';
import { dataOf } from '../../vendor';

const getEntities: RequestOperation = {
	displayName: 'Get Entities',
	value: 'getEntities',
	action: 'Get doctors and clinics of workspace',
	description: 'Get the doctors and clinics in the workspace, and which doctor works where',
	resend: 'always',
	whenRefused: 'Check the credential.',
	fields: [],
	request: () => ({ ...ENTITIES, isShared: false, isComplete: (answer) => Array.isArray(dataOf(answer).doctors) }),
	output: dataOf,
};

const getInfo: RequestOperation = {
	displayName: 'Get Info',
	value: 'getInfo',
	action: 'Get ID and name of workspace',
	description: "Get the ID and name of the credential's workspace",
	resend: 'always',
	whenRefused: 'Check the credential.',
	fields: [],
	request: () => ({
		method: 'GET',
		path: '/cdr/v1/get_business_info/',
		isComplete: (answer) => dataOf(answer).bid !== undefined,
	}),
	output: dataOf,
};

export const workspaceResource: Resource = {
	displayName: 'Workspace',
	value: 'workspace',
	operations: [getEntities, getInfo],
};

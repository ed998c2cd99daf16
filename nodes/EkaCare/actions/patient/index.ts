import type { Resource } from '../../../shared/types';
import { archive } from './archive.operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getByMobile } from './getByMobile.operation';
import { getByUsername } from './getByUsername.operation';
import { search } from './search.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

export const patientResource: Resource = {
	displayName: 'Patient',
	value: 'patient',
	operations: [archive, create, upsert, getByMobile, getByUsername, get, getAll, search, update],
};

import { toEpochSeconds } from '../../../shared/fields/convert';
import { flag, moment } from '../../../shared/fields/build';
import { filters } from '../../../shared/fields/nested';
import { stepsOperation } from '../../../shared/operation';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn, readPages } from '../../../shared/http/paging';
import type { RequestSpec } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { listIn } from '../../vendor';
import { isListOfProfiles, SELECTABLE } from './profiles';

const MAX_PAGE = 2000;

export const getAll = stepsOperation({
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many patients',
	description: 'Get the patients in the workspace',
	resend: 'always',
	whenRefused: 'Check the filters.',
	fields: [
		...LIST_FIELDS,
		filters(
			moment(
				'createdAfter',
				"Only patients created after this time. A time without an offset is in the workflow's time zone.",
				{ as: false, example: '2027-01-15T09:30', convert: toEpochSeconds },
			),
			flag('includeArchived', 'Whether to include archived patients. They have the field arc.', {
				as: false,
				default: true,
			}),
		),
	],
	async steps({ params }, request) {
		const limit = limitIn(params);
		const { createdAfter, includeArchived } = params;
		const page = (pageNo: number): RequestSpec => ({
			method: 'GET',
			path: '/profiles/v1/patient/minified/',
			query: {
				pageNo,
				pageSize: Math.min(limit ?? MAX_PAGE, MAX_PAGE),
				select: SELECTABLE,
				...(createdAfter !== undefined && { from: createdAfter }),
				...(includeArchived === true && { arc: true }),
			},
			isComplete: isListOfProfiles,
		});
		const records = await readPages(
			request,
			page(1),
			(answer, _, number) => {
				const meta = isRecord(answer.body) ? answer.body.currPageMeta : undefined;
				const next = isRecord(meta) ? Number(meta.nextPage ?? -1) : -1;
				return { records: listIn(answer, 'profiles'), next: next > number ? page(next) : undefined };
			},
			limit,
		);
		return records.map((json) => ({ json }));
	},
});

import { epochSeconds, flag } from '../../../shared/fields/convert';
import { LIST_FIELDS } from '../../../shared/node/standard-fields';
import { limitIn, readPages } from '../../../shared/http/paging';
import type { RequestSpec, StepsOperation } from '../../../shared/types';
import { isRecord } from '../../../shared/values';
import { listIn } from '../../vendor';
import { isListOfProfiles, SELECTABLE } from './profiles';

const MAX_PAGE = 2000;

export const getAll: StepsOperation = {
	displayName: 'Get Many',
	value: 'getAll',
	action: 'Get many patients',
	description: 'Get the patients of the workspace',
	resend: 'always',
	whenRefused: 'Check the filters.',
	fields: [
		...LIST_FIELDS,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Created After',
					name: 'createdAfter',
					type: 'dateTime',
					default: '',
					placeholder: 'e.g. 2027-01-15T09:30',
					description:
						'Only patients created after this time. Without an offset it is taken in the time zone of the workflow.',
					sends: epochSeconds(),
				},
				{
					displayName: 'Include Archived',
					name: 'includeArchived',
					type: 'boolean',
					default: true,
					description: 'Whether to include archived patients, which then carry arc',
					sends: flag(),
				},
			],
		},
	],
	async steps({ params }, send) {
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
			send,
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
};

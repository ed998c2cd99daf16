/**
 * JSON schema of a GitHub workflow as far as this project uses them: a key that is misspelt or in the wrong place is an
 * error, as it is for GitHub.
 */
const text = { type: 'string', minLength: 1 };
const scalars = { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } };
const texts = { type: 'array', items: text, minItems: 1 };

function object(properties: Record<string, unknown>, required: string[] = []) {
	return { type: 'object', properties, required, additionalProperties: false };
}

const permissions = {
	type: 'object',
	propertyNames: { enum: ['actions', 'attestations', 'contents', 'id-token', 'packages', 'security-events'] },
	additionalProperties: { enum: ['none', 'read', 'write'] },
};

const concurrency = object({ group: text, 'cancel-in-progress': { type: ['boolean', 'string'] } }, ['group']);

const branches = object({ branches: texts, tags: texts });

const step = {
	...object({
		name: text,
		id: text,
		if: text,
		uses: text,
		with: scalars,
		run: text,
		env: scalars,
		'working-directory': text,
	}),
	oneOf: [
		{ required: ['uses'], not: { required: ['working-directory'] } },
		{ required: ['run'], not: { required: ['with'] } },
	],
};

const job = object(
	{
		name: text,
		needs: { anyOf: [text, texts] },
		if: text,
		'runs-on': text,
		'timeout-minutes': { type: 'integer', minimum: 1, maximum: 360 },
		environment: text,
		permissions,
		strategy: object(
			{
				'fail-fast': { type: 'boolean' },
				matrix: {
					type: 'object',
					properties: { include: { type: 'array', items: scalars } },
					additionalProperties: texts,
				},
			},
			['matrix'],
		),
		steps: { type: 'array', items: step, minItems: 1 },
	},
	['name', 'runs-on', 'timeout-minutes', 'steps'],
);

export const workflowSchema = object(
	{
		name: text,
		on: object({
			push: branches,
			pull_request: { type: 'null' },
			schedule: {
				type: 'array',
				items: object({ cron: { type: 'string', pattern: '^(\\S+ ){4}\\S+$' } }, ['cron']),
			},
			workflow_dispatch: { type: 'null' },
		}),
		permissions,
		concurrency,
		jobs: { type: 'object', additionalProperties: job, minProperties: 1 },
	},
	['name', 'on', 'permissions', 'jobs'],
);

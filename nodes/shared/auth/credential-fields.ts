import type { INodeProperties } from 'n8n-workflow';

/** Which of the vendor's hosts to use, and the address of another one. */
export function environmentFields(example: string): INodeProperties[] {
	return [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Custom', value: 'custom' },
				{ name: 'Production', value: 'production' },
				{ name: 'Sandbox', value: 'sandbox' },
			],
			default: 'production',
		},
		{
			...baseUrlField(example),
			displayOptions: { show: { environment: ['custom'] } },
		},
	];
}

/** The address of an API. */
export function baseUrlField(example: string): INodeProperties {
	return {
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: `e.g. ${example}`,
		description: 'Address of the API, starting with https://',
	};
}

/** A value that n8n stores encrypted and shows as dots. */
export function secretField(field: Omit<INodeProperties, 'type' | 'typeOptions' | 'default'>): INodeProperties {
	return { ...field, type: 'string', typeOptions: { password: true }, default: '' };
}

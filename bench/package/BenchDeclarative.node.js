'use strict';
const { plain, sixProperties } = require('./fields.js');

/** The same six fields as a declarative node: no code, n8n's own routing sends them. */
class BenchDeclarative {
	description = {
		...plain('benchDeclarative', 'Bench Declarative'),
		credentials: [{ name: 'spryApi', required: true }],
		requestDefaults: { baseURL: '={{ $credentials.baseUrl }}', method: 'POST', url: '/apis/v1/patient' },
		properties: sixProperties().map((property) => ({
			...property,
			routing: { send: { type: 'body', property: property.name } },
		})),
	};
}

module.exports = { BenchDeclarative };

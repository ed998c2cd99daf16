'use strict';
const { plain, SIX } = require('./fields.js');

/** The least that a node can do: n8n's request helper, some at once, the credential read once, nothing checked. */
class BenchHelperLoop {
	description = {
		...plain('benchHelperLoop', 'Bench Helper Loop'),
		credentials: [{ name: 'spryApi', required: true }],
		properties: [{ displayName: 'Concurrency', name: 'concurrency', type: 'number', default: 10 }],
	};

	async execute() {
		const { baseUrl, jwt } = await this.getCredentials('spryApi');
		const concurrency = this.getNodeParameter('concurrency', 0);
		const items = this.getInputData();
		const results = new Array(items.length);
		let next = 0;
		const create = async (index) => {
			try {
				const body = Object.fromEntries(SIX.map((name) => [name, items[index].json[name]]));
				const headers = { Authorization: `Bearer ${jwt}` };
				const url = `${baseUrl}/apis/v1/patient`;
				const answer = await this.helpers.httpRequest({ method: 'POST', url, headers, body, json: true });
				return { json: answer.data, pairedItem: { item: index } };
			} catch (error) {
				return { json: { error: error.message }, pairedItem: { item: index } };
			}
		};
		const work = async () => {
			while (next < items.length) {
				const index = next++;
				results[index] = await create(index);
			}
		};
		await Promise.all(Array.from({ length: concurrency }, work));
		return [results];
	}
}

module.exports = { BenchHelperLoop };
